// Stands in for the backend where it is not built (EVENLIGHT_VULKAN=OFF).
#include "engine/base/error.h"
#include "engine/vulkan/vulkan.h"

namespace evenlight {

std::vector<DeviceInfo> list_vulkan_devices() {
  return {};
}

std::unique_ptr<Backend> open_vulkan(int, const BackendOptions&) {
  throw Error(ErrorKind::device,
              say<"This program was built without Vulkan; choose the device \"cpu\" instead.">());
}

}  // namespace evenlight
