#include "engine/vulkan/pipelines.h"

#include "engine/vulkan/pipeline_cache_file.h"
#include "engine/vulkan/result.h"
#include "engine/vulkan/shader_table.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

Pipelines::Pipelines(const Device& device)
    : device_(device),
      layout_(device.get()),
      cache_(device.get()),
      path_(pipeline_cache_path(device.fingerprint())) {
  const VkPushConstantRange range{VK_SHADER_STAGE_COMPUTE_BIT, 0, gpu::max_parameter_bytes};
  auto layout = make<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  layout.pushConstantRangeCount = 1;
  layout.pPushConstantRanges = &range;
  check(vkCreatePipelineLayout(device.get(), &layout, nullptr, layout_.to_fill()),
        "vkCreatePipelineLayout");
  open_cache();
}

void Pipelines::open_cache() {
  on_disk_ = read_pipeline_cache(path_, device_.fingerprint());
  auto cache = make<VkPipelineCacheCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO);
  cache.initialDataSize = on_disk_.size();
  cache.pInitialData = on_disk_.data();
  if (vkCreatePipelineCache(device_.get(), &cache, nullptr, cache_.to_fill()) == VK_SUCCESS) return;
  // The driver does not like its own bytes: start over.
  on_disk_.clear();
  cache.initialDataSize = 0;
  check(vkCreatePipelineCache(device_.get(), &cache, nullptr, cache_.to_fill()),
        "vkCreatePipelineCache");
}

VkPipeline Pipelines::get(gpu::Kernel kernel, DType storage, const gpu::Constants& constants) {
  Pipeline& pipeline =
      pipelines_.try_emplace({kernel, storage, constants}, device_.get()).first->second;
  if (!pipeline.get()) build(kernel, storage, constants, pipeline.to_fill());
  return pipeline.get();
}

void Pipelines::build(gpu::Kernel kernel, DType storage, const gpu::Constants& constants,
                      VkPipeline* pipeline) {
  const auto words = words_of(kernel, storage);
  auto module_info = make<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  module_info.codeSize = words.size_bytes();
  module_info.pCode = words.data();
  Owned<VkShaderModule, &vkDestroyShaderModule> module(device_.get());
  check(vkCreateShaderModule(device_.get(), &module_info, nullptr, module.to_fill()),
        "vkCreateShaderModule");

  std::array<VkSpecializationMapEntry, std::tuple_size_v<gpu::Constants>> entries;
  for (uint32_t i = 0; i < entries.size(); ++i) entries[i] = {i, i * 4, 4};
  const VkSpecializationInfo specialization{uint32_t(entries.size()), entries.data(),
                                            sizeof(gpu::Constants), constants.data()};
  auto info = make<VkComputePipelineCreateInfo>(VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO);
  info.flags = VK_PIPELINE_CREATE_DISPATCH_BASE_BIT;  // large dispatches are split
  info.stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
  info.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
  info.stage.module = module.get();
  info.stage.pName = "main";
  info.stage.pSpecializationInfo = &specialization;
  info.layout = layout_.get();
  check(vkCreateComputePipelines(device_.get(), cache_.get(), 1, &info, nullptr, pipeline),
        std::string("the shader ") + name_of(kernel));
  changed_ = true;
}

void Pipelines::save() {
  if (!changed_) return;
  changed_ = false;
  size_t size = 0;
  check(vkGetPipelineCacheData(device_.get(), cache_.get(), &size, nullptr),
        "vkGetPipelineCacheData");
  std::vector<std::byte> data(size);
  check(vkGetPipelineCacheData(device_.get(), cache_.get(), &size, data.data()),
        "vkGetPipelineCacheData");
  data.resize(size);
  if (data == on_disk_) return;
  // A full or read-only disk costs the next start some seconds and nothing else.
  if (write_pipeline_cache(path_, device_.fingerprint(), data)) on_disk_ = std::move(data);
}

}  // namespace evenlight::vulkan
