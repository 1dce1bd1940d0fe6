#include "engine/weights/tensor_encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine/base/fp8.h"

namespace evenlight {
namespace {

void narrow_doubles(const std::byte* blocks, size_t count, std::byte* numbers) {
  for (size_t i = 0; i < count; ++i) {
    double value;
    std::memcpy(&value, blocks + 8 * i, 8);
    const float narrow = float(value);
    std::memcpy(numbers + 4 * i, &narrow, 4);
  }
}

template <uint16_t (*to_half)(uint8_t)>
void widen_eight_bits(const std::byte* stored, size_t count, std::byte* numbers) {
  for (size_t i = 0; i < count; ++i) {
    const uint16_t half = to_half(std::to_integer<uint8_t>(stored[i]));
    std::memcpy(numbers + 2 * i, &half, 2);
  }
}

constexpr Encoding encodings[] = {
    {"F32", DType::f32, 1, 4},
    {"F16", DType::f16, 1, 2},
    {"BF16", DType::bf16, 1, 2},
    {"F64", DType::f32, 1, 8, narrow_doubles},
    {"F8_E4M3", DType::f16, 1, 1, widen_eight_bits<e4m3_to_f16>},
    {"F8_E5M2", DType::f16, 1, 1, widen_eight_bits<e5m2_to_f16>},
    {"I64", DType::i64, 1, 8},
    {"I32", DType::i32, 1, 4},
    {"I16", DType::other, 1, 2},
    {"I8", DType::other, 1, 1},
    {"U64", DType::other, 1, 8},
    {"U32", DType::other, 1, 4},
    {"U16", DType::other, 1, 2},
    {"U8", DType::other, 1, 1},
    {"BOOL", DType::other, 1, 1},
    {"C64", DType::other, 1, 8},
    {"F8_E8M0", DType::other, 1, 1},
    {"F8_E4M3FNUZ", DType::other, 1, 1},
    {"F8_E5M2FNUZ", DType::other, 1, 1},
    {"F6_E2M3", DType::other, 4, 3},
    {"F6_E3M2", DType::other, 4, 3},
    {"F4", DType::other, 2, 1},
};

}  // namespace

const Encoding* find_encoding(std::string_view name) {
  const auto row = std::ranges::find(encodings, name, &Encoding::name);
  return row == std::end(encodings) ? nullptr : row;
}

}  // namespace evenlight
