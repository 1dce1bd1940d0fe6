#include "engine/weights/encode_weight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/fp8.h"
#include "engine/base/half.h"
#include "engine/tensor/widen.h"
#include "engine/weights/ggml_blocks.h"

namespace evenlight {
namespace {

constexpr float max_half = 65519.0f;  // the largest that does not round to infinity

// The largest number that an encoding can hold. Blocks have scales that are halves.
float most_of(const Encoding& encoding) {
  if (encoding.name == "F8_E4M3") return max_rounded_to_e4m3;
  const bool halves = encoding.name == "F16" || encoding.block > 1;
  return halves ? max_half : std::numeric_limits<float>::max();
}

template <class Number, class Convert>
void convert_each(std::span<const float> numbers, std::byte* to, const Convert& convert) {
  for (const float value : numbers) {
    const Number stored = convert(value);
    std::memcpy(to, &stored, sizeof stored);
    to += sizeof stored;
  }
}

void to_f32(std::span<const float> numbers, std::byte* to) {
  std::memcpy(to, numbers.data(), numbers.size_bytes());
}
void to_f16(std::span<const float> numbers, std::byte* to) {
  convert_each<uint16_t>(numbers, to, f32_to_f16);
}
void to_bf16(std::span<const float> numbers, std::byte* to) {
  convert_each<uint16_t>(numbers, to, f32_to_bf16);
}

void to_e4m3(std::span<const float> numbers, std::byte* to) {
  convert_each<uint8_t>(numbers, to, f32_to_e4m3);
}

template <void (*one)(std::span<const float, 32>, std::byte*), size_t block_bytes>
void to_blocks(std::span<const float> numbers, std::byte* to) {
  for (size_t i = 0; i + 32 <= numbers.size(); i += 32, to += block_bytes) {
    one(std::span<const float, 32>(numbers.data() + i, 32), to);
  }
}

struct Row {
  std::string_view name;
  void (*encode)(std::span<const float> numbers, std::byte* to);
};
constexpr Row rows[] = {
    {"F32", to_f32},
    {"F16", to_f16},
    {"BF16", to_bf16},
    {"F8_E4M3", to_e4m3},
    {"Q8_0", to_blocks<to_q8_0, 34>},
    {"Q4_0", to_blocks<to_q4_0, 18>},
};

}  // namespace

std::optional<std::vector<std::byte>> encode_weight(const HostWeight& weight,
                                                    const Encoding& encoding) {
  if (!encoding.decode && encoding.dtype == weight.dtype) {
    return std::vector<std::byte>(weight.bytes.begin(), weight.bytes.end());
  }
  const auto row = std::ranges::find(rows, encoding.name, &Row::name);
  EVENLIGHT_CHECK(row != std::end(rows), "an encoding that can be written");
  std::vector<float> numbers(size_t(weight.shape.count()));
  EVENLIGHT_CHECK(numbers.size() % encoding.block == 0, "whole blocks");
  widen(weight.dtype, weight.bytes, numbers);
  const float most = most_of(encoding);
  const auto overflows = [most](float value) {
    return std::isfinite(value) && std::abs(value) > most;
  };
  if (std::ranges::any_of(numbers, overflows)) return std::nullopt;
  std::vector<std::byte> bytes(numbers.size() / encoding.block * encoding.block_bytes);
  row->encode(numbers, bytes.data());
  return bytes;
}

}  // namespace evenlight
