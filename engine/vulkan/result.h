#pragma once

#include <volk.h>

#include <string>

namespace evenlight::vulkan {

// Throws Error(device) "Vulkan: <what> failed: <why>" unless the call went well.
void check(VkResult result, const std::string& what);

}  // namespace evenlight::vulkan
