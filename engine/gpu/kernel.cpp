#include "engine/gpu/kernel.h"

#include <cstddef>

namespace evenlight::gpu {

const char* name_of(Kernel kernel) {
  static constexpr const char* names[] = {
#include "kernel_strings.inc"
  };
  return names[size_t(kernel)];
}

}  // namespace evenlight::gpu
