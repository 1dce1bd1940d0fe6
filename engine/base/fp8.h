// The 8-bit floats of model files (Micikevicius et al. 2022, "FP8 formats for deep learning",
// arXiv:2209.05433). Each is exactly one of binary16.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "engine/base/half.h"

namespace evenlight {

inline constexpr float max_e4m3 = 448.0f;
inline constexpr float max_rounded_to_e4m3 = 464.0f;  // the largest that does not overflow it

// E4M3FN (no infinities, one NaN a sign) → bits of binary16.
inline uint16_t e4m3_to_f16(uint8_t e4m3) {
  const auto sign = uint16_t((e4m3 & 0x80u) << 8);
  const unsigned exponent = (e4m3 >> 3) & 0xfu, mantissa = e4m3 & 7u;
  if ((e4m3 & 0x7fu) == 0x7fu) return uint16_t(sign | 0x7e00u);
  if (exponent == 0) return uint16_t(sign | f32_to_f16(float(mantissa) * 0x1p-9f));
  return uint16_t(sign | ((exponent + 8u) << 10) | (mantissa << 7));
}

// E5M2 → bits of binary16, whose upper half it is.
inline uint16_t e5m2_to_f16(uint8_t e5m2) {
  return uint16_t(e5m2 << 8);
}

// f32 → E4M3FN, round to nearest even; what overflows it becomes NaN.
inline uint8_t f32_to_e4m3(float value) {
  const uint32_t bits = std::bit_cast<uint32_t>(value);
  const auto sign = uint8_t((bits >> 24) & 0x80u);
  const float magnitude = std::abs(value);
  if (!(magnitude <= max_rounded_to_e4m3)) return uint8_t(sign | 0x7fu);
  // Denormals are whole multiples of 2⁻⁹; eight of them are the smallest normal number.
  if (magnitude < 0x1p-6f) return uint8_t(sign | uint8_t(std::nearbyint(magnitude * 0x1p9f)));
  const uint32_t whole = bits & 0x7fffffffu;
  const uint32_t rounded = (whole + 0x7ffffu + ((whole >> 20) & 1u)) >> 20;
  return uint8_t(sign | (rounded - (120u << 3)));
}

}  // namespace evenlight
