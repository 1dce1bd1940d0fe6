#pragma once

namespace evenlight {

// A character that shows nothing of its own but steers what is shown: control characters, and those
// that turn the direction of writing or break a line (Unicode, UAX #9).
constexpr bool is_steering_character(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f || c == 0x61c ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace evenlight
