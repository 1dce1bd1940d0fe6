#pragma once

#include <vector>

#include "engine/gpu/schedule.h"
#include "engine/graph/backend.h"
#include "engine/vulkan/memory.h"
#include "engine/vulkan/owned.h"
#include "engine/vulkan/pipelines.h"
#include "engine/vulkan/queue.h"

namespace evenlight::vulkan {

struct Copy {
  VkBuffer from, to;
  VkBufferCopy region;
};

// What one run does: inputs in, dispatches, outputs out.
struct Work {
  std::vector<Copy> before;
  std::vector<gpu::Dispatch> dispatches;
  std::vector<Copy> after;
};

// Command buffers, recorded once and submitted as often as wanted. Each holds a bounded amount of
// work, so that a slow GPU answers its driver's watchdog and a run can be stopped in between.
class Recording {
 public:
  Recording(const Device& device, Pipelines& pipelines, DType storage, const Work& work,
            bool profile);

  // Returns when all is done, or when poll() throws, after what was submitted.
  void run(Queue& queue, const Poll& poll);
  // Seconds of each node of the last run; empty unless recorded to profile.
  std::vector<NodeTime> times() const;

 private:
  void record(VkCommandBuffer commands, const gpu::Batch& batch, Pipelines& pipelines,
              DType storage);
  void stamp(VkCommandBuffer commands);

  const Device& device_;
  CommandPool pool_;
  std::vector<VkCommandBuffer> batches_;
  Owned<VkQueryPool, &vkDestroyQueryPool> queries_;  // null unless recorded to profile
  uint32_t stamps_ = 0;
  struct Span {
    size_t node;
    uint32_t end;  // timestamp after it; the one before it is end - 1
  };
  std::vector<Span> spans_;
};

}  // namespace evenlight::vulkan
