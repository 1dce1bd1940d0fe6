#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <tuple>
#include <vector>

#include "engine/gpu/dispatch.h"
#include "engine/vulkan/device.h"
#include "engine/vulkan/owned.h"

namespace evenlight::vulkan {

// Compiled shaders, made on first use and kept on disk between runs.
class Pipelines {
 public:
  explicit Pipelines(const Device& device);

  VkPipeline get(gpu::Kernel kernel, DType storage, const gpu::Constants& constants);
  // All take their operands as push constants alone.
  VkPipelineLayout layout() const { return layout_.get(); }
  // Writes the cache file unless it holds all there is already.
  void save();

 private:
  void open_cache();
  void build(gpu::Kernel kernel, DType storage, const gpu::Constants& constants,
             VkPipeline* pipeline);

  using Pipeline = Owned<VkPipeline, &vkDestroyPipeline>;
  const Device& device_;
  Owned<VkPipelineLayout, &vkDestroyPipelineLayout> layout_;
  Owned<VkPipelineCache, &vkDestroyPipelineCache> cache_;
  std::filesystem::path path_;
  std::vector<std::byte> on_disk_;  // the driver's bytes in the file, as far as they are known
  bool changed_ = false;
  std::map<std::tuple<gpu::Kernel, DType, gpu::Constants>, Pipeline> pipelines_;
};

}  // namespace evenlight::vulkan
