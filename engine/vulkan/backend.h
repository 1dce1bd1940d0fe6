#pragma once

#include "engine/vulkan/instance.h"
#include "engine/vulkan/vulkan.h"

namespace evenlight::vulkan {

// open_vulkan on a connection of one's own: for tests that validate.
std::unique_ptr<Backend> open_on(std::shared_ptr<Instance> instance, int index,
                                 const BackendOptions& options);

}  // namespace evenlight::vulkan
