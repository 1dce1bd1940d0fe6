#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <tuple>
#include <vector>

#include "engine/vulkan/device.h"
#include "engine/vulkan/owned.h"
#include "engine/vulkan/shader_table.h"

namespace evenlight::vulkan {

// Specialization constants by constant_id: 0 f32_operands, 1 aligned, 2 threads, 3 … 6 the
// shader's own, 7 the activation.
using Constants = std::array<uint32_t, 8>;

constexpr uint32_t max_parameter_bytes = 128;  // push constants that every device has

// Compiled shaders, made on first use and kept on disk between runs.
class Pipelines {
 public:
  explicit Pipelines(const Device& device);

  VkPipeline get(Shader shader, DType storage, const Constants& constants);
  // All take their operands as push constants alone.
  VkPipelineLayout layout() const { return layout_.get(); }
  // Writes the cache file unless it holds all there is already.
  void save();

 private:
  void open_cache();
  void build(Shader shader, DType storage, const Constants& constants, VkPipeline* pipeline);

  using Pipeline = Owned<VkPipeline, &vkDestroyPipeline>;
  const Device& device_;
  Owned<VkPipelineLayout, &vkDestroyPipelineLayout> layout_;
  Owned<VkPipelineCache, &vkDestroyPipelineCache> cache_;
  std::filesystem::path path_;
  std::vector<std::byte> on_disk_;  // the driver's bytes in the file, as far as they are known
  bool changed_ = false;
  std::map<std::tuple<Shader, DType, Constants>, Pipeline> pipelines_;
};

}  // namespace evenlight::vulkan
