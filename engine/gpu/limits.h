#pragma once

#include <cstdint>
#include <functional>

namespace evenlight::gpu {

// What the rest may count on: the device's properties, unless a test changes them.
struct Limits {
  uint64_t buffer_bytes = 0;     // of one buffer and its memory
  uint32_t shared_bytes = 0;     // of a workgroup's shared memory
  uint64_t flops_per_batch = 0;  // that one submission may ask for
  uint32_t groups_to_fill = 96;  // workgroups that keep the whole device busy
  bool software = false;         // a processor that computes as a GPU (llvmpipe)
};
using AdjustLimits = std::function<void(Limits&)>;

}  // namespace evenlight::gpu
