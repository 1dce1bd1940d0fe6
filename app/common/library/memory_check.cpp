#include "app/common/library/memory_check.h"

#include "engine/base/error.h"

namespace evenlight {

uint64_t memory_there(const DeviceInfo& device, uint64_t free_bytes) {
  return device.kind == "gpu" ? device.memory_bytes : free_bytes;
}

Residency residency_for(uint64_t together, const DeviceInfo& device, uint64_t free_bytes) {
  constexpr uint64_t share = 3;  // of a processor's free memory: one of so many
  const uint64_t there = memory_there(device, free_bytes);
  const uint64_t may_stay = device.kind == "gpu" ? there : there / share;
  return there == 0 || together <= may_stay ? Residency::together : Residency::in_turns;
}

void require_memory(uint64_t wanted, const DeviceInfo& device, uint64_t free_bytes,
                    const Message& what) {
  const bool own_memory = device.kind == "gpu";
  const uint64_t there = memory_there(device, free_bytes);
  if (there == 0 || wanted <= there) return;
  constexpr double gib = 1 << 30;
  const double needed = double(wanted) / gib, have = double(there) / gib;
  throw Error(ErrorKind::device,
              own_memory
                  ? say<"{0} needs about {1:.1f} GiB on {2}, and {3:.1f} GiB are there; take a "
                        "smaller size or fewer pictures at once.">(what, needed, device.id, have)
                  : say<"{0} needs about {1:.1f} GiB on {2}, and {3:.1f} GiB are free; take a "
                        "smaller size or fewer pictures at once.">(what, needed, device.id, have));
}

}  // namespace evenlight
