#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// A name out of an untrusted file, fit for a message: in quotes, cut at 80 bytes, and with every
// byte that could steer a terminal written as \xNN.
inline std::string in_quotes(std::string_view name) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\"";
  for (const char c : name.substr(0, 80)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      text += c;
    } else {
      text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return text + (name.size() > 80 ? "…\"" : "\"");
}

}  // namespace evenlight
