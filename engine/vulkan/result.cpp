#include "engine/vulkan/result.h"

#include "engine/base/error.h"

namespace evenlight::vulkan {

namespace {

struct Reason {
  VkResult result;
  Message (*text)();
};

constexpr Reason reasons[] = {
    {VK_ERROR_OUT_OF_HOST_MEMORY, say<"the machine is out of memory">},
    {VK_ERROR_OUT_OF_DEVICE_MEMORY,
     say<"the device is out of memory; free some or use the cpu device">},
    {VK_ERROR_DEVICE_LOST, say<"the device stopped answering (driver reset); try again, a smaller "
                               "picture or the cpu device">},
    {VK_ERROR_INITIALIZATION_FAILED, say<"the driver could not be started">},
    {VK_ERROR_LAYER_NOT_PRESENT, say<"a layer is not installed">},
    {VK_ERROR_EXTENSION_NOT_PRESENT, say<"an extension is not supported">},
    {VK_ERROR_FEATURE_NOT_PRESENT, say<"a feature is not supported">},
    {VK_ERROR_INCOMPATIBLE_DRIVER, say<"the driver is incompatible with the Vulkan loader">},
    {VK_ERROR_TOO_MANY_OBJECTS, say<"too many objects">},
};

}  // namespace

void check(VkResult result, const std::string& what) {
  if (result == VK_SUCCESS) return;
  Message why = say<"error {0}">(int(result));
  for (const Reason& reason : reasons) {
    if (reason.result == result) why = reason.text();
  }
  throw Error(ErrorKind::device, say<"Vulkan: {0} failed: {1}.">(what, why));
}

}  // namespace evenlight::vulkan
