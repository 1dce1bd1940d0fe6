#include "app/common/files/user_comment.h"

#include <iconv.h>

#include <array>
#include <cstdint>

#include "engine/base/utf8.h"

namespace evenlight {
namespace {

constexpr size_t mark_bytes = 8;
constexpr std::string_view ascii_mark("ASCII\0\0\0", mark_bytes);
constexpr std::string_view unicode_mark("UNICODE\0", mark_bytes);
constexpr std::string_view jis_mark("JIS\0\0\0\0\0", mark_bytes);
constexpr std::string_view no_mark("\0\0\0\0\0\0\0\0", mark_bytes);
constexpr char32_t replacement = 0xfffd;

char32_t unit_at(std::string_view bytes, size_t at, bool big) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return big ? char32_t(first) << 8 | second : char32_t(second) << 8 | first;
}

// How much of it is plain Latin letters, digits, signs and line ends.
size_t latin_units(std::string_view bytes, bool big) {
  size_t count = 0;
  for (size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = unit_at(bytes, at, big);
    count += (unit >= 0x20 && unit < 0x7f) || unit == '\n' || unit == '\r';
  }
  return count;
}

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += char(c);
  } else if (c < 0x800) {
    text += {char(0xc0 | c >> 6), char(0x80 | (c & 0x3f))};
  } else if (c < 0x10000) {
    text += {char(0xe0 | c >> 12), char(0x80 | (c >> 6 & 0x3f)), char(0x80 | (c & 0x3f))};
  } else {
    text += {char(0xf0 | c >> 18), char(0x80 | (c >> 12 & 0x3f)), char(0x80 | (c >> 6 & 0x3f)),
             char(0x80 | (c & 0x3f))};
  }
}

// Nothing for bytes that are none.
std::string utf8_of_jis(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "ISO-2022-JP");
  if (converter == iconv_t(-1)) return {};
  std::string text(bytes.size() * 3 + 1, '\0'), in(bytes);
  char* from = in.data();
  char* to = text.data();
  size_t left = in.size(), room = text.size();
  const bool done = iconv(converter, &from, &left, &to, &room) != size_t(-1);
  iconv_close(converter);
  text.resize(done ? text.size() - room : 0);
  return text;
}

std::string_view without_end(std::string_view bytes) {
  while (!bytes.empty() && (bytes.back() == '\0' || bytes.back() == ' ')) bytes.remove_suffix(1);
  return bytes;
}

}  // namespace

std::string utf8_of_bytes(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string text;
  for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

std::string utf8_of_utf16(std::string_view bytes) {
  bool big = latin_units(bytes, true) >= latin_units(bytes, false);
  if (bytes.starts_with("\xfe\xff")) big = true;
  if (bytes.starts_with("\xff\xfe")) big = false;
  if (bytes.size() >= 2 && unit_at(bytes, 0, big) == 0xfeff) bytes.remove_prefix(2);
  std::string text;
  for (size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit_at(bytes, at, big);
    if (c == 0) break;
    const bool high = c >= 0xd800 && c < 0xdc00;
    const char32_t next = high && at + 3 < bytes.size() ? unit_at(bytes, at + 2, big) : 0;
    if (high && next >= 0xdc00 && next < 0xe000) {
      c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
      at += 2;
    } else if (c >= 0xd800 && c < 0xe000) {
      c = replacement;
    }
    append_utf8(text, c);
  }
  return text;
}

std::string text_of_user_comment(std::string_view bytes) {
  const std::string_view mark = bytes.substr(0, mark_bytes);
  const bool marked =
      mark == ascii_mark || mark == unicode_mark || mark == jis_mark || mark == no_mark;
  const std::string_view rest = marked ? bytes.substr(mark_bytes) : bytes;
  if (mark == unicode_mark) return utf8_of_utf16(rest);
  if (mark == jis_mark) {
    if (std::string text = utf8_of_jis(without_end(rest)); !text.empty()) return text;
  }
  return utf8_of_bytes(without_end(rest));
}

}  // namespace evenlight
