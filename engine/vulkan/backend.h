#pragma once

#include "engine/vulkan/device.h"
#include "engine/vulkan/vulkan.h"

namespace evenlight::vulkan {

// open_vulkan on a connection of one's own, with other limits than the device's: for tests.
std::unique_ptr<Backend> open_on(std::shared_ptr<Instance> instance, int index,
                                 const BackendOptions& options,
                                 const gpu::AdjustLimits& adjust = {});

}  // namespace evenlight::vulkan
