#include "engine/vulkan/shader_table.h"

namespace evenlight::vulkan {

namespace {

// Written by shaders/CMakeLists.txt, which has glslc write the number lists.
#include "shader_arrays.inc"

struct Row {
  std::span<const uint32_t> f32, f16;
};

// In the order of gpu::Kernel.
constexpr Row rows[] = {
#include "shader_rows.inc"
};

}  // namespace

std::span<const uint32_t> words_of(gpu::Kernel kernel, DType storage) {
  const Row& row = rows[size_t(kernel)];
  return storage == DType::f16 ? row.f16 : row.f32;
}

}  // namespace evenlight::vulkan
