#include "app/common/library/memory_check.h"

#include "engine/base/error.h"

namespace evenlight {

void require_memory(const Estimate& needs, const DeviceInfo& device, uint64_t free_bytes,
                    const Message& what) {
  const uint64_t wanted = needs.weight_bytes + needs.activation_bytes;
  const bool own_memory = device.kind == "gpu";
  const uint64_t there = own_memory ? device.memory_bytes : free_bytes;
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
