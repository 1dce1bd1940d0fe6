#include "engine/vulkan/shader_table.h"

namespace evenlight::vulkan {

namespace {

// Number lists that shaders/CMakeLists.txt has glslc write.
constexpr uint32_t activate_f32[] = {
#include "activate.f32.inc"
};
constexpr uint32_t activate_f16[] = {
#include "activate.f16.inc"
};
constexpr uint32_t add_f32[] = {
#include "add.f32.inc"
};
constexpr uint32_t add_f16[] = {
#include "add.f16.inc"
};
constexpr uint32_t attention_f32[] = {
#include "attention.f32.inc"
};
constexpr uint32_t attention_f16[] = {
#include "attention.f16.inc"
};
constexpr uint32_t concat_f32[] = {
#include "concat.f32.inc"
};
constexpr uint32_t concat_f16[] = {
#include "concat.f16.inc"
};
constexpr uint32_t conv2d_f32[] = {
#include "conv2d.f32.inc"
};
constexpr uint32_t conv2d_f16[] = {
#include "conv2d.f16.inc"
};
constexpr uint32_t conv2d_few_f32[] = {
#include "conv2d_few.f32.inc"
};
constexpr uint32_t conv2d_few_f16[] = {
#include "conv2d_few.f16.inc"
};
constexpr uint32_t embedding_f32[] = {
#include "embedding.f32.inc"
};
constexpr uint32_t embedding_f16[] = {
#include "embedding.f16.inc"
};
constexpr uint32_t group_norm_f32[] = {
#include "group_norm.f32.inc"
};
constexpr uint32_t group_norm_f16[] = {
#include "group_norm.f16.inc"
};
constexpr uint32_t group_norm_moments_f32[] = {
#include "group_norm_moments.f32.inc"
};
constexpr uint32_t group_norm_moments_f16[] = {
#include "group_norm_moments.f16.inc"
};
constexpr uint32_t group_norm_partials_f32[] = {
#include "group_norm_partials.f32.inc"
};
constexpr uint32_t group_norm_partials_f16[] = {
#include "group_norm_partials.f16.inc"
};
constexpr uint32_t layer_norm_f32[] = {
#include "layer_norm.f32.inc"
};
constexpr uint32_t layer_norm_f16[] = {
#include "layer_norm.f16.inc"
};
constexpr uint32_t linear_f32[] = {
#include "linear.f32.inc"
};
constexpr uint32_t linear_f16[] = {
#include "linear.f16.inc"
};
constexpr uint32_t multiply_add_f32[] = {
#include "multiply_add.f32.inc"
};
constexpr uint32_t multiply_add_f16[] = {
#include "multiply_add.f16.inc"
};
constexpr uint32_t timestep_embedding_f32[] = {
#include "timestep_embedding.f32.inc"
};
constexpr uint32_t timestep_embedding_f16[] = {
#include "timestep_embedding.f16.inc"
};
constexpr uint32_t upsample_f32[] = {
#include "upsample.f32.inc"
};
constexpr uint32_t upsample_f16[] = {
#include "upsample.f16.inc"
};

struct Row {
  const char* name;
  std::span<const uint32_t> f32, f16;
};

// In the order of enum Shader.
constexpr Row rows[] = {
    {"activate", activate_f32, activate_f16},
    {"add", add_f32, add_f16},
    {"attention", attention_f32, attention_f16},
    {"concat", concat_f32, concat_f16},
    {"conv2d", conv2d_f32, conv2d_f16},
    {"conv2d_few", conv2d_few_f32, conv2d_few_f16},
    {"embedding", embedding_f32, embedding_f16},
    {"group_norm", group_norm_f32, group_norm_f16},
    {"group_norm_moments", group_norm_moments_f32, group_norm_moments_f16},
    {"group_norm_partials", group_norm_partials_f32, group_norm_partials_f16},
    {"layer_norm", layer_norm_f32, layer_norm_f16},
    {"linear", linear_f32, linear_f16},
    {"multiply_add", multiply_add_f32, multiply_add_f16},
    {"timestep_embedding", timestep_embedding_f32, timestep_embedding_f16},
    {"upsample", upsample_f32, upsample_f16},
};

}  // namespace

std::span<const uint32_t> words_of(Shader shader, DType storage) {
  const Row& row = rows[size_t(shader)];
  return storage == DType::f16 ? row.f16 : row.f32;
}

const char* name_of(Shader shader) {
  return rows[size_t(shader)].name;
}

}  // namespace evenlight::vulkan
