#include "engine/base/base64.h"

#include <algorithm>

namespace evenlight {

std::string base64(std::span<const unsigned char> bytes) {
  constexpr const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = std::min<size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (size_t j = 0; j < 3; ++j) group = group << 8 | (j < left ? bytes[i + j] : 0U);
    for (size_t j = 0; j < 4; ++j) {
      out += j <= left ? digits[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return out;
}

namespace {

// 0 to 63; 64 for what is no digit.
unsigned digit_value(char c) {
  if (c >= 'A' && c <= 'Z') return unsigned(c - 'A');
  if (c >= 'a' && c <= 'z') return unsigned(c - 'a') + 26;
  if (c >= '0' && c <= '9') return unsigned(c - '0') + 52;
  return c == '+' ? 62 : c == '/' ? 63 : 64;
}

}  // namespace

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  size_t digits = text.size();
  while (digits > 0 && text.size() - digits < 2 && text[digits - 1] == '=') --digits;
  std::string bytes;
  bytes.reserve(digits / 4 * 3 + 2);
  unsigned group = 0;
  int bits = 0;
  for (const char c : text.substr(0, digits)) {
    const unsigned value = digit_value(c);
    if (value == 64) return std::nullopt;
    group = group << 6 | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += char(group >> bits & 255);
  }
  const bool is_whole = (group & ((1U << bits) - 1)) == 0;  // what fills up the last digit is zeros
  return is_whole ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace evenlight
