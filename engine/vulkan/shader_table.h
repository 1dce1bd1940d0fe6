#pragma once

#include <cstdint>
#include <span>

#include "engine/tensor/dtype.h"

namespace evenlight::vulkan {

// shaders/<name>.comp
enum class Shader {
  activate,
  add,
  attention,
  concat,
  conv2d,
  conv2d_few,
  embedding,
  group_norm,
  group_norm_moments,
  group_norm_partials,
  layer_norm,
  linear,
  multiply_add,
  timestep_embedding,
  upsample,
};

// SPIR-V of the variant for values stored as f32 or f16.
std::span<const uint32_t> words_of(Shader shader, DType storage);
const char* name_of(Shader shader);

}  // namespace evenlight::vulkan
