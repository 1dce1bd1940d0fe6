#include "engine/text/comfy_prompt.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/text/bpe.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr double bracket_factor = 1.1;

// Stand for escaped brackets meanwhile: no characters, so no text has them (Unicode, section 23.7).
constexpr char32_t escaped_open = 0xfdd0, escaped_close = 0xfdd1;

std::u32string with_escapes_marked(std::u32string_view text) {
  std::u32string marked;
  for (size_t at = 0; at < text.size(); ++at) {
    const char32_t next = at + 1 < text.size() ? text[at + 1] : U'\0';
    if (text[at] == U'\\' && (next == U'(' || next == U')')) {
      marked += next == U'(' ? escaped_open : escaped_close;
      ++at;
    } else {
      marked += text[at];
    }
  }
  return marked;
}

std::string without_marks(std::u32string_view marked) {
  std::u32string text(marked);
  for (char32_t& c : text) {
    if (c == escaped_open) c = U'(';
    if (c == escaped_close) c = U')';
  }
  return encode_utf8(text);
}

// Cuts at the outermost brackets, which stay around what is inside.
std::vector<std::u32string> cut_at_brackets(std::u32string_view text) {
  std::vector<std::u32string> items;
  std::u32string item;
  int depth = 0;
  const auto end = [&] {
    if (!item.empty()) items.push_back(std::move(item));
    item.clear();
  };
  for (const char32_t c : text) {
    if (c == U'(' && depth == 0) end();
    item += c;
    if (c == U'(') ++depth;
    if (c == U')' && --depth == 0) end();
  }
  end();
  return items;
}

std::optional<double> number_of(std::u32string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  const std::string number = encode_utf8(text.starts_with(U'+') ? text.substr(1) : text);
  double value = 0;
  const char* const last = number.data() + number.size();
  const auto [end, problem] = std::from_chars(number.data(), last, value);
  if (problem == std::errc::invalid_argument || end != last) return std::nullopt;
  return problem == std::errc() ? value : HUGE_VAL;
}

double checked(double weight, std::u32string_view text) {
  if (std::abs(weight) <= max_prompt_weight) return weight;
  throw Error(
      ErrorKind::usage,
      say<"the brackets around “{0}” give it a weight beyond {1:g}: use fewer brackets or a "
          "smaller weight, or write \\( for the bracket itself">(without_marks(text.substr(0, 40)),
                                                                 max_prompt_weight));
}

void read(std::u32string_view text, double weight, int depth, std::vector<WeightedText>& parts) {
  if (depth > max_prompt_depth) refuse_depth();
  for (const std::u32string& item : cut_at_brackets(text)) {
    std::u32string_view inside = item;
    if (inside.size() < 2 || inside.front() != U'(' || inside.back() != U')') {
      parts.push_back({without_marks(inside), float(weight)});
      continue;
    }
    inside = inside.substr(1, inside.size() - 2);
    double own = weight * bracket_factor;
    const size_t colon = inside.rfind(U':');
    if (colon != inside.npos && colon > 0) {
      if (const auto number = number_of(inside.substr(colon + 1))) {
        own = *number;
        inside = inside.substr(0, colon);
      }
    }
    read(inside, checked(own, inside), depth + 1, parts);
  }
}

}  // namespace

std::vector<WeightedText> parse_comfy_prompt(std::string_view prompt) {
  if (prompt.size() > Bpe::max_text_bytes) {
    throw Error(ErrorKind::input, say<"the prompt has {0} bytes; at most {1} are read">(
                                      prompt.size(), Bpe::max_text_bytes));
  }
  std::vector<WeightedText> parts;
  read(with_escapes_marked(decode_utf8(prompt)), 1.0, 0, parts);
  if (parts.empty()) parts.push_back({});
  return parts;
}

}  // namespace evenlight
