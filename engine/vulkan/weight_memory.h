#pragma once

#include "engine/gpu/weight_memory.h"
#include "engine/vulkan/memory.h"
#include "engine/vulkan/queue.h"

namespace evenlight::vulkan {

// Weights in buffers of the device, brought there by Staging.
class BufferWeights : public gpu::WeightMemory {
 public:
  BufferWeights(const Device& device, Queue& queue) : device_(device), queue_(queue) {}

  std::shared_ptr<const gpu::WeightChunk> allocate(uint64_t bytes) override;
  std::unique_ptr<gpu::WeightUpload> upload(uint64_t piece_bytes) override;
  uint64_t max_chunk() const override { return device_.limits().buffer_bytes; }

 private:
  const Device& device_;
  Queue& queue_;
};

}  // namespace evenlight::vulkan
