#pragma once

#include <cstdint>
#include <span>

#include "engine/tensor/dtype.h"

namespace evenlight::vulkan {

// shaders/<name>.comp, as shaders/CMakeLists.txt lists them.
enum class Shader {
#include "shader_names.inc"
};

// SPIR-V of the variant for values stored as f32 or f16.
std::span<const uint32_t> words_of(Shader shader, DType storage);
const char* name_of(Shader shader);

}  // namespace evenlight::vulkan
