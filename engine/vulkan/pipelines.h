#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <tuple>

#include "engine/vulkan/device.h"
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
  ~Pipelines();
  Pipelines(const Pipelines&) = delete;
  Pipelines& operator=(const Pipelines&) = delete;

  VkPipeline get(Shader shader, DType storage, const Constants& constants);
  // All take their operands as push constants alone.
  VkPipelineLayout layout() const { return layout_; }
  // Writes the cache file if pipelines were made since the last time.
  void save();

 private:
  VkPipeline build(Shader shader, DType storage, const Constants& constants);

  const Device& device_;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkPipelineCache cache_ = VK_NULL_HANDLE;
  std::filesystem::path path_;
  bool changed_ = false;
  std::map<std::tuple<Shader, DType, Constants>, VkPipeline> pipelines_;
};

}  // namespace evenlight::vulkan
