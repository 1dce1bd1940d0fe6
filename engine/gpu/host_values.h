#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/graph/plan.h"

namespace evenlight::gpu {

// Where inputs and outputs wait in the two buffers that the host shares with the device.
class HostLayout {
 public:
  explicit HostLayout(const Plan& plan);

  uint64_t in_bytes() const { return in_bytes_; }
  uint64_t out_bytes() const { return out_bytes_; }
  uint64_t offset(ValueId id) const { return offsets_[size_t(id)]; }

 private:
  std::vector<uint64_t> offsets_;  // by ValueId
  uint64_t in_bytes_ = 0, out_bytes_ = 0;
};

// f32 as the device stores the value, and back. `bytes` are those of one value.
void store_floats(DType type, std::span<const float> data, std::span<std::byte> bytes);
void load_floats(DType type, std::span<const std::byte> bytes, std::span<float> data);

}  // namespace evenlight::gpu
