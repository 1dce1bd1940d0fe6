#pragma once

#include <volk.h>

namespace evenlight::vulkan {

// Throws Error(device) "Vulkan: <what> failed: <why>" unless the call went well.
void check(VkResult result, const char* what);

}  // namespace evenlight::vulkan
