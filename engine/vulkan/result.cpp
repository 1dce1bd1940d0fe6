#include "engine/vulkan/result.h"

#include "engine/base/error.h"

namespace evenlight::vulkan {

namespace {

struct Reason {
  VkResult result;
  const char* text;
};

constexpr Reason reasons[] = {
    {VK_ERROR_OUT_OF_HOST_MEMORY, "the machine is out of memory"},
    {VK_ERROR_OUT_OF_DEVICE_MEMORY, "the device is out of memory; free some or use the cpu device"},
    {VK_ERROR_DEVICE_LOST,
     "the device stopped answering (driver reset); try again, a smaller picture or the cpu device"},
    {VK_ERROR_INITIALIZATION_FAILED, "the driver could not be started"},
    {VK_ERROR_LAYER_NOT_PRESENT, "a layer is not installed"},
    {VK_ERROR_EXTENSION_NOT_PRESENT, "an extension is not supported"},
    {VK_ERROR_FEATURE_NOT_PRESENT, "a feature is not supported"},
    {VK_ERROR_INCOMPATIBLE_DRIVER, "the driver is incompatible with the Vulkan loader"},
    {VK_ERROR_TOO_MANY_OBJECTS, "too many objects"},
};

}  // namespace

void check(VkResult result, const std::string& what) {
  if (result == VK_SUCCESS) return;
  std::string why = "error " + std::to_string(int(result));
  for (const Reason& reason : reasons) {
    if (reason.result == result) why = reason.text;
  }
  throw Error(ErrorKind::device, "Vulkan: " + what + " failed: " + why + ".");
}

}  // namespace evenlight::vulkan
