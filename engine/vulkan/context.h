#pragma once

#include "engine/gpu/weight_store.h"
#include "engine/vulkan/arena.h"
#include "engine/vulkan/pipelines.h"
#include "engine/vulkan/queue.h"
#include "engine/vulkan/weight_memory.h"

namespace evenlight::vulkan {

// All that a backend and its executables share; it lives as long as any of them.
struct Context {
  Context(std::shared_ptr<Instance> instance, VkPhysicalDevice physical, bool profile_runs,
          const gpu::AdjustLimits& adjust)
      : device(std::move(instance), physical, adjust),
        queue(device),
        pipelines(device),
        arena(device),
        weight_memory(device, queue),
        weights(weight_memory),
        profile(profile_runs) {}

  Device device;
  Queue queue;
  Pipelines pipelines;
  Arena arena;
  BufferWeights weight_memory;
  gpu::WeightStore weights;
  bool profile;
};

}  // namespace evenlight::vulkan
