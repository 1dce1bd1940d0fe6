#pragma once

#include "engine/vulkan/context.h"

namespace evenlight::vulkan {

// As Backend::multiply_add_peak, with shaders/multiply_add.comp.
double measure_peak(Context& context);

}  // namespace evenlight::vulkan
