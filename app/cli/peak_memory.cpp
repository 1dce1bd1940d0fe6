#include "app/cli/peak_memory.h"

#include <fstream>
#include <string>

namespace evenlight::cli {

uint64_t peak_memory() {
  std::ifstream file("/proc/self/status");
  for (std::string name; file >> name; file.ignore(1 << 12, '\n')) {
    uint64_t kilobytes = 0;
    if (name == "VmHWM:" && file >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

}  // namespace evenlight::cli
