#pragma once

#include <volk.h>

#include <memory>
#include <string>

#include "engine/graph/backend.h"
#include "engine/vulkan/instance.h"

namespace evenlight::vulkan {

// Vulkan 1.2 with compute, buffer device addresses, 64-bit integers and timeline semaphores.
bool is_usable(VkPhysicalDevice device);
bool is_software(VkPhysicalDevice device);
bool stores_f16(VkPhysicalDevice device);
DeviceInfo describe(VkPhysicalDevice device, int index);

// A logical device with one compute queue; everything else hangs from it.
class Device {
 public:
  Device(std::shared_ptr<Instance> instance, VkPhysicalDevice physical);
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  VkDevice get() const { return device_; }
  VkQueue queue() const { return queue_; }
  uint32_t queue_family() const { return queue_family_; }
  const std::string& name() const { return name_; }
  bool software() const { return software_; }
  const VkPhysicalDeviceProperties& properties() const { return properties_; }
  const VkPhysicalDeviceMemoryProperties& memory() const { return memory_; }
  // Largest single allocation, in bytes.
  uint64_t max_allocation() const { return max_allocation_; }
  // Bits of a timestamp on the queue; 0: it has none.
  uint32_t timestamp_bits() const { return timestamp_bits_; }
  // Bytes that change with the device, the driver and its version.
  std::string fingerprint() const { return fingerprint_; }

 private:
  std::shared_ptr<Instance> instance_;  // outlives the device
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  uint32_t queue_family_ = 0;
  uint32_t timestamp_bits_ = 0;
  bool software_ = false;
  std::string name_;
  std::string fingerprint_;
  uint64_t max_allocation_ = 0;
  VkPhysicalDeviceProperties properties_{};
  VkPhysicalDeviceMemoryProperties memory_{};
};

}  // namespace evenlight::vulkan
