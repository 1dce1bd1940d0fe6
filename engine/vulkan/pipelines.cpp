#include "engine/vulkan/pipelines.h"

#include <vector>

#include "engine/vulkan/pipeline_cache_file.h"
#include "engine/vulkan/result.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

Pipelines::Pipelines(const Device& device)
    : device_(device), path_(pipeline_cache_path(device.fingerprint())) {
  const VkPushConstantRange range{VK_SHADER_STAGE_COMPUTE_BIT, 0, max_parameter_bytes};
  auto layout = make<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  layout.pushConstantRangeCount = 1;
  layout.pPushConstantRanges = &range;
  check(vkCreatePipelineLayout(device.get(), &layout, nullptr, &layout_), "vkCreatePipelineLayout");
  const auto data = read_pipeline_cache(path_, device.fingerprint());
  auto cache = make<VkPipelineCacheCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO);
  cache.initialDataSize = data.size();
  cache.pInitialData = data.data();
  check(vkCreatePipelineCache(device.get(), &cache, nullptr, &cache_), "vkCreatePipelineCache");
}

Pipelines::~Pipelines() {
  for (const auto& [key, pipeline] : pipelines_) {
    vkDestroyPipeline(device_.get(), pipeline, nullptr);
  }
  vkDestroyPipelineCache(device_.get(), cache_, nullptr);
  vkDestroyPipelineLayout(device_.get(), layout_, nullptr);
}

VkPipeline Pipelines::get(Shader shader, DType storage, const Constants& constants) {
  auto [it, added] = pipelines_.try_emplace({shader, storage, constants}, VK_NULL_HANDLE);
  if (it->second == VK_NULL_HANDLE) it->second = build(shader, storage, constants);
  return it->second;
}

VkPipeline Pipelines::build(Shader shader, DType storage, const Constants& constants) {
  const auto words = words_of(shader, storage);
  auto module_info = make<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  module_info.codeSize = words.size_bytes();
  module_info.pCode = words.data();
  VkShaderModule module = VK_NULL_HANDLE;
  check(vkCreateShaderModule(device_.get(), &module_info, nullptr, &module),
        "vkCreateShaderModule");

  std::array<VkSpecializationMapEntry, std::tuple_size_v<Constants>> entries;
  for (uint32_t i = 0; i < entries.size(); ++i) entries[i] = {i, i * 4, 4};
  const VkSpecializationInfo specialization{uint32_t(entries.size()), entries.data(),
                                            sizeof(Constants), constants.data()};
  auto info = make<VkComputePipelineCreateInfo>(VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO);
  info.flags = VK_PIPELINE_CREATE_DISPATCH_BASE_BIT;  // large dispatches are split
  info.stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
  info.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
  info.stage.module = module;
  info.stage.pName = "main";
  info.stage.pSpecializationInfo = &specialization;
  info.layout = layout_;
  VkPipeline pipeline = VK_NULL_HANDLE;
  const VkResult result =
      vkCreateComputePipelines(device_.get(), cache_, 1, &info, nullptr, &pipeline);
  vkDestroyShaderModule(device_.get(), module, nullptr);
  check(result, name_of(shader));
  changed_ = true;
  return pipeline;
}

void Pipelines::save() {
  if (!changed_) return;
  changed_ = false;
  size_t size = 0;
  check(vkGetPipelineCacheData(device_.get(), cache_, &size, nullptr), "vkGetPipelineCacheData");
  std::vector<std::byte> data(size);
  check(vkGetPipelineCacheData(device_.get(), cache_, &size, data.data()),
        "vkGetPipelineCacheData");
  data.resize(size);
  write_pipeline_cache(path_, device_.fingerprint(), data);
}

}  // namespace evenlight::vulkan
