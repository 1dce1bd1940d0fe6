#pragma once

#include "engine/vulkan/device.h"
#include "engine/vulkan/owned.h"

namespace evenlight::vulkan {

// The device's queue with a counter of what it has finished (a timeline semaphore).
class Queue {
 public:
  explicit Queue(const Device& device);
  ~Queue();
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  // Returns the ticket to wait for.
  uint64_t submit(VkCommandBuffer commands);
  void wait(uint64_t ticket) const;
  void wait_all() const { wait(last_); }
  // For destructors: returns when nothing runs any more, also after the device was lost.
  void wait_idle() const { vkDeviceWaitIdle(device_.get()); }

 private:
  const Device& device_;
  Owned<VkSemaphore, &vkDestroySemaphore> counter_;
  uint64_t last_ = 0;
};

// A pool of command buffers; they are freed with it.
class CommandPool {
 public:
  explicit CommandPool(const Device& device);

  // A new one, or a given one again from its beginning; open for recording.
  VkCommandBuffer begin(VkCommandBuffer again = VK_NULL_HANDLE);
  void end(VkCommandBuffer commands);

 private:
  const Device& device_;
  Owned<VkCommandPool, &vkDestroyCommandPool> pool_;
};

}  // namespace evenlight::vulkan
