#include "engine/weights/tensor_encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine/base/half.h"

namespace evenlight {
namespace {

// Micikevicius et al. 2022 (arXiv 2209.05433): E5M2 is an f16 without its last eight bits.
uint16_t e5m2_to_f16(uint8_t bits) {
  return uint16_t(bits << 8);
}

// E4M3 has no infinity, so its largest exponent is a number like the others (up to 448); only all
// bits set is NaN. Its exponent's bias is 7, f16's is 15.
uint16_t e4m3_to_f16(uint8_t bits) {
  const unsigned sign = unsigned(bits & 0x80u) << 8;
  const unsigned exponent = (bits >> 3) & 15u, mantissa = bits & 7u;
  if ((bits & 0x7fu) == 0x7fu) return uint16_t(sign | 0x7e00u);
  if (exponent != 0) return uint16_t(sign | ((exponent + 8) << 10) | (mantissa << 7));
  return uint16_t(sign | f32_to_f16(float(mantissa) * 0x1p-9f));
}

template <uint16_t (*convert)(uint8_t)>
void widen_bytes(const std::byte* blocks, size_t count, std::byte* numbers) {
  for (size_t i = 0; i < count; ++i) {
    const uint16_t half = convert(std::to_integer<uint8_t>(blocks[i]));
    std::memcpy(numbers + 2 * i, &half, 2);
  }
}

void narrow_doubles(const std::byte* blocks, size_t count, std::byte* numbers) {
  for (size_t i = 0; i < count; ++i) {
    double value;
    std::memcpy(&value, blocks + 8 * i, 8);
    const float narrow = float(value);
    std::memcpy(numbers + 4 * i, &narrow, 4);
  }
}

constexpr Encoding encodings[] = {
    {"F32", DType::f32, 1, 4},           {"F16", DType::f16, 1, 2},
    {"BF16", DType::bf16, 1, 2},         {"F64", DType::f32, 1, 8, narrow_doubles},
    {"F8_E4M3", DType::other, 1, 1},     {"F8_E5M2", DType::other, 1, 1},
    {"I64", DType::i64, 1, 8},           {"I32", DType::i32, 1, 4},
    {"I16", DType::other, 1, 2},         {"I8", DType::other, 1, 1},
    {"U64", DType::other, 1, 8},         {"U32", DType::other, 1, 4},
    {"U16", DType::other, 1, 2},         {"U8", DType::other, 1, 1},
    {"BOOL", DType::other, 1, 1},        {"C64", DType::other, 1, 8},
    {"F8_E8M0", DType::other, 1, 1},     {"F8_E4M3FNUZ", DType::other, 1, 1},
    {"F8_E5M2FNUZ", DType::other, 1, 1}, {"F6_E2M3", DType::other, 4, 3},
    {"F6_E3M2", DType::other, 4, 3},     {"F4", DType::other, 2, 1},
};

}  // namespace

const Encoding* find_encoding(std::string_view name) {
  const auto row = std::ranges::find(encodings, name, &Encoding::name);
  return row == std::end(encodings) ? nullptr : row;
}

}  // namespace evenlight
