#include "app/cli/memory.h"

#include <fmt/format.h>

#include <fstream>

#include "engine/core/error.h"
#include "engine/open_backend.h"

namespace evenlight::cli {

void require_memory(const Estimate& needs, const DeviceInfo& device, const std::string& what,
                    const std::string& remedy) {
  const uint64_t wanted = needs.weight_bytes + needs.activation_bytes;
  const bool own_memory = device.kind == "gpu";
  const uint64_t there = own_memory ? device.memory_bytes : available_memory();
  if (there == 0 || wanted <= there) return;
  constexpr double gib = 1 << 30;
  throw Error(ErrorKind::device,
              fmt::format("{} needs about {:.1f} GiB on {}, and {:.1f} GiB are {}; {}.", what,
                          double(wanted) / gib, device.id, double(there) / gib,
                          own_memory ? "there" : "free", remedy));
}

uint64_t peak_memory() {
  std::ifstream file("/proc/self/status");
  for (std::string name; file >> name; file.ignore(1 << 12, '\n')) {
    uint64_t kilobytes = 0;
    if (name == "VmHWM:" && file >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

}  // namespace evenlight::cli
