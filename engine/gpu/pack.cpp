#include "engine/gpu/pack.h"

#include <cmath>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/half.h"

namespace evenlight::gpu {

namespace {

float element(DType type, const std::byte* bytes, int64_t i) {
  if (type == DType::f32) {
    float value;
    std::memcpy(&value, bytes + i * 4, 4);
    return value;
  }
  uint16_t bits;
  std::memcpy(&bits, bytes + i * 2, 2);
  return type == DType::f16 ? f16_to_f32(bits) : bf16_to_f32(bits);
}

}  // namespace

Packing::Packing(const Shape& shape, Layout layout, DType storage)
    : paired_(layout == Layout::paired_matrix || layout == Layout::paired_values),
      stored_(layout == Layout::values || layout == Layout::paired_values ? DType::f32 : storage),
      rows_(shape[0]),
      channels_(shape.rank() == 1 ? 1 : shape.count() / shape[0]),
      padded_channels_(channels_),
      taps_(1) {
  if (layout == Layout::matrix || layout == Layout::paired_matrix) {
    channels_ = shape[1];
    taps_ = shape.count() / (shape[0] * shape[1]);
    padded_channels_ = (channels_ + 3) / 4 * 4;
  }
  row_bytes_ = uint64_t(padded_channels_ * taps_) * size_of(stored_);
}

int64_t Packing::source_row(int64_t row) const {
  if (!paired_) return row;
  return row % 2 == 0 ? row / 2 : rows_ / 2 + row / 2;
}

bool Packing::pack_row(DType type, std::span<const std::byte> from, std::span<std::byte> to) const {
  EVENLIGHT_CHECK(from.size() == size_t(source_count()) * size_of(type) && to.size() == row_bytes_,
                  "the rows are as long as the packing says");
  if (type == stored_ && taps_ == 1 && padded_channels_ == channels_) {
    std::memcpy(to.data(), from.data(), to.size());
    return true;
  }
  bool fits = true;
  std::byte* out = to.data();
  for (int64_t tap = 0; tap < taps_; ++tap) {
    for (int64_t c = 0; c < padded_channels_; ++c) {
      const float value = c < channels_ ? element(type, from.data(), c * taps_ + tap) : 0.0f;
      if (stored_ == DType::f32) {
        std::memcpy(out, &value, 4);
      } else {
        const uint16_t bits = f32_to_f16(value);
        fits = fits && ((bits & 0x7fffu) != 0x7c00u || std::isinf(value));
        std::memcpy(out, &bits, 2);
      }
      out += size_of(stored_);
    }
  }
  return fits;
}

}  // namespace evenlight::gpu
