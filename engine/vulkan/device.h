#pragma once

#include <volk.h>

#include <memory>
#include <string>

#include "engine/gpu/limits.h"
#include "engine/graph/backend.h"
#include "engine/vulkan/instance.h"

namespace evenlight::vulkan {

// Why the shaders cannot run there ("its driver offers Vulkan 1.1 only"), or nothing if they can:
// Vulkan 1.2 with compute, buffer device addresses, 64-bit integers and timeline semaphores.
std::string objection_to(VkPhysicalDevice device);
bool is_software(VkPhysicalDevice device);
bool stores_f16(VkPhysicalDevice device);
DeviceInfo describe(VkPhysicalDevice device, int index);

// A logical device with one compute queue; everything else hangs from it.
class Device {
 public:
  Device(std::shared_ptr<Instance> instance, VkPhysicalDevice physical,
         const gpu::AdjustLimits& adjust = {});
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  VkDevice get() const { return device_; }
  VkQueue queue() const { return queue_; }
  uint32_t queue_family() const { return queue_family_; }
  const std::string& name() const { return name_; }
  const gpu::Limits& limits() const { return limits_; }
  const VkPhysicalDeviceMemoryProperties& memory() const { return memory_; }
  double nanoseconds_per_tick() const { return nanoseconds_per_tick_; }
  // Bits of a timestamp on the queue; 0: it has none.
  uint32_t timestamp_bits() const { return timestamp_bits_; }
  // Bytes that change with the device, the driver and its version.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::shared_ptr<Instance> instance_;  // outlives the device
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  uint32_t queue_family_ = 0;
  uint32_t timestamp_bits_ = 0;
  double nanoseconds_per_tick_ = 0;
  std::string name_;
  std::string fingerprint_;
  gpu::Limits limits_;
  VkPhysicalDeviceMemoryProperties memory_{};
};

}  // namespace evenlight::vulkan
