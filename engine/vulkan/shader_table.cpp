#include "engine/vulkan/shader_table.h"

namespace evenlight::vulkan {

namespace {

// Written by shaders/CMakeLists.txt, which has glslc write the number lists.
#include "shader_arrays.inc"

struct Row {
  const char* name;
  std::span<const uint32_t> f32, f16;
};

// In the order of enum Shader.
constexpr Row rows[] = {
#include "shader_rows.inc"
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
