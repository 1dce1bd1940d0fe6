#include "app/common/library/memory_check.h"

#include <fmt/format.h>

#include "engine/base/error.h"

namespace evenlight {

void require_memory(const Estimate& needs, const DeviceInfo& device, uint64_t free_bytes,
                    const std::string& what) {
  const uint64_t wanted = needs.weight_bytes + needs.activation_bytes;
  const bool own_memory = device.kind == "gpu";
  const uint64_t there = own_memory ? device.memory_bytes : free_bytes;
  if (there == 0 || wanted <= there) return;
  constexpr double gib = 1 << 30;
  throw Error(ErrorKind::device,
              fmt::format("{} needs about {:.1f} GiB on {}, and {:.1f} GiB are {}; take a smaller "
                          "size or fewer pictures at once.",
                          what, double(wanted) / gib, device.id, double(there) / gib,
                          own_memory ? "there" : "free"));
}

}  // namespace evenlight
