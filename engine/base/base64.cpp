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

}  // namespace evenlight
