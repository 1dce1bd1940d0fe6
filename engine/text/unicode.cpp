#include "engine/text/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

int combining_class(char32_t c) {
  return utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class;
}

// utf8proc_decompose's own ordering is quadratic in a run of marks, so runs are sorted here.
void order_marks(std::vector<utf8proc_int32_t>& points) {
  for (auto first = points.begin(); first != points.end();) {
    if (combining_class(char32_t(*first)) == 0) {
      ++first;
      continue;
    }
    const auto last = std::find_if(
        first, points.end(), [](utf8proc_int32_t c) { return combining_class(char32_t(c)) == 0; });
    std::stable_sort(first, last, [](utf8proc_int32_t a, utf8proc_int32_t b) {
      return combining_class(char32_t(a)) < combining_class(char32_t(b));
    });
    first = last;
  }
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t used =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    if (used <= 0) {
      throw Error(ErrorKind::input,
                  say<"the prompt is not valid UTF-8 at byte {0}: save or type it as UTF-8">(at));
    }
    points.push_back(static_cast<char32_t>(point));
    at += static_cast<size_t>(used);
  }
  return points;
}

std::string encode_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (char32_t c : text) {
    utf8proc_uint8_t buffer[4];
    const auto used = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), buffer);
    bytes.append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(used));
  }
  return bytes;
}

std::u32string to_nfc(std::u32string_view text) {
  std::vector<utf8proc_int32_t> points;
  points.reserve(text.size());
  for (char32_t c : text) {
    utf8proc_int32_t parts[32];
    int boundary = 0;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, std::size(parts),
                                static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE), &boundary);
    EVENLIGHT_CHECK(count > 0 && count <= static_cast<utf8proc_ssize_t>(std::size(parts)),
                    "a character's parts fit the buffer");
    points.insert(points.end(), parts, parts + count);
  }
  order_marks(points);
  const utf8proc_ssize_t count =
      utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  EVENLIGHT_CHECK(count >= 0, "code points can be composed");
  return std::u32string(points.begin(), points.begin() + count);
}

std::u32string to_lower(std::u32string_view text) {
  std::u32string lower;
  lower.reserve(text.size());
  for (char32_t c : text) {
    if (c == U'\u0130') {  // the one character whose lower case is two (Unicode SpecialCasing)
      lower += U"i\u0307";
    } else {
      lower.push_back(static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
  }
  return lower;
}

CharClass char_class(char32_t c) {
  if ((c >= 9 && c <= 13) || c == 0x85) return CharClass::space;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return CharClass::letter;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return CharClass::number;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return CharClass::space;
    default:
      return CharClass::other;
  }
}

bool is_white_space(char32_t c) {
  return char_class(c) == CharClass::space || (c >= 0x1c && c <= 0x1f);
}

bool is_word_char(char32_t c) {
  const CharClass kind = char_class(c);
  return kind == CharClass::letter || kind == CharClass::number || c == U'_';
}

}  // namespace evenlight
