#pragma once

#include <cstddef>
#include <cstring>
#include <span>

#include "engine/base/check.h"
#include "engine/base/half.h"
#include "engine/tensor/dtype.h"

namespace evenlight {

// f32, f16 or bf16 bytes, aligned or not → f32; `out` has one float per element.
inline void widen(DType dtype, std::span<const std::byte> bytes, std::span<float> out) {
  EVENLIGHT_CHECK(bytes.size() == out.size() * size_of(dtype), "as many bytes as elements");
  if (dtype == DType::f32) {
    std::memcpy(out.data(), bytes.data(), out.size_bytes());
    return;
  }
  EVENLIGHT_CHECK(dtype == DType::f16 || dtype == DType::bf16, "a weight is f32, f16 or bf16");
  for (size_t i = 0; i < out.size(); ++i) {
    uint16_t half;
    std::memcpy(&half, bytes.data() + 2 * i, 2);
    out[i] = dtype == DType::f16 ? f16_to_f32(half) : bf16_to_f32(half);
  }
}

}  // namespace evenlight
