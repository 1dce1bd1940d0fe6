#pragma once

#include <cstdint>
#include <span>

#include "engine/gpu/kernel.h"
#include "engine/tensor/dtype.h"

namespace evenlight::vulkan {

// SPIR-V of the variant for values stored as f32 or f16.
std::span<const uint32_t> words_of(gpu::Kernel kernel, DType storage);

}  // namespace evenlight::vulkan
