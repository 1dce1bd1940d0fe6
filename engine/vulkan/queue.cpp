#include "engine/vulkan/queue.h"

#include "engine/vulkan/result.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

Queue::Queue(const Device& device) : device_(device), counter_(device.get()) {
  auto type = make<VkSemaphoreTypeCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO);
  type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
  auto info = make<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, &type);
  check(vkCreateSemaphore(device.get(), &info, nullptr, counter_.to_fill()), "vkCreateSemaphore");
}

Queue::~Queue() {
  wait_idle();
}

uint64_t Queue::submit(VkCommandBuffer commands) {
  const uint64_t ticket = last_ + 1;
  const VkSemaphore counter = counter_.get();
  auto timeline =
      make<VkTimelineSemaphoreSubmitInfo>(VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO);
  timeline.signalSemaphoreValueCount = 1;
  timeline.pSignalSemaphoreValues = &ticket;
  auto info = make<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO, &timeline);
  info.commandBufferCount = 1;
  info.pCommandBuffers = &commands;
  info.signalSemaphoreCount = 1;
  info.pSignalSemaphores = &counter;
  check(vkQueueSubmit(device_.queue(), 1, &info, VK_NULL_HANDLE), "vkQueueSubmit");
  last_ = ticket;
  return ticket;
}

void Queue::wait(uint64_t ticket) const {
  const VkSemaphore counter = counter_.get();
  auto info = make<VkSemaphoreWaitInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO);
  info.semaphoreCount = 1;
  info.pSemaphores = &counter;
  info.pValues = &ticket;
  check(vkWaitSemaphores(device_.get(), &info, UINT64_MAX), "vkWaitSemaphores");
}

CommandPool::CommandPool(const Device& device) : device_(device), pool_(device.get()) {
  auto info = make<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  info.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  info.queueFamilyIndex = device.queue_family();
  check(vkCreateCommandPool(device.get(), &info, nullptr, pool_.to_fill()), "vkCreateCommandPool");
}

VkCommandBuffer CommandPool::begin(VkCommandBuffer again) {
  VkCommandBuffer commands = again;
  if (!commands) {
    auto info = make<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    info.commandPool = pool_.get();
    info.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
    info.commandBufferCount = 1;
    check(vkAllocateCommandBuffers(device_.get(), &info, &commands), "vkAllocateCommandBuffers");
  }
  auto info = make<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  check(vkBeginCommandBuffer(commands, &info), "vkBeginCommandBuffer");
  return commands;
}

void CommandPool::end(VkCommandBuffer commands) {
  check(vkEndCommandBuffer(commands), "vkEndCommandBuffer");
}

}  // namespace evenlight::vulkan
