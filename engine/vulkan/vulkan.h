// GPUs by Vulkan 1.2, from any vendor, and llvmpipe on a machine without one.
//
// Values are found by buffer device address, so there are no descriptors and no tensor is too
// large for one; a plan becomes pre-recorded command buffers that run and prepare only submit.
// Layers from the top: backend → executable → engine/gpu (ops to dispatches, submissions and
// barriers, weights) → recorder → pipelines, memory, queue → device (limits) → instance. Shaders
// use no subgroup operations: results do not depend on the subgroup's size.
#pragma once

#include <memory>
#include <vector>

#include "engine/graph/backend.h"

namespace evenlight {

// Usable devices in a fixed order, hardware first; empty without a loader or driver. Never throws.
std::vector<DeviceInfo> list_vulkan_devices();

// Opens the index-th of list_vulkan_devices(). Throws Error(device) if there is no such device or
// it cannot store values in options.precision.
std::unique_ptr<Backend> open_vulkan(int index, const BackendOptions& options);

}  // namespace evenlight
