#include "engine/base/quoted.h"

#include <algorithm>

namespace evenlight {

std::string shown(std::string_view text) {
  constexpr size_t max_shown = 60;
  size_t end = std::min(text.size(), max_shown);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  std::string result(text.substr(0, end));
  for (char& c : result) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return end < text.size() ? result + "…" : result;
}

std::string in_quotes(std::string_view name) {
  constexpr size_t max_shown = 80;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\"";
  for (const char c : name.substr(0, max_shown)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      text += c;
    } else {
      text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return text + (name.size() > max_shown ? "…\"" : "\"");
}

}  // namespace evenlight
