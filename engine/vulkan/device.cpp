#include "engine/vulkan/device.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/vulkan/result.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

namespace {

constexpr uint32_t max_threads = 256;  // of a workgroup of any shader

VkPhysicalDeviceProperties properties_of(VkPhysicalDevice device) {
  VkPhysicalDeviceProperties properties{};
  vkGetPhysicalDeviceProperties(device, &properties);
  return properties;
}

// The structures that say, and ask for, what the shaders need.
struct Features {
  VkPhysicalDeviceFeatures2 core =
      make<VkPhysicalDeviceFeatures2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2);
  VkPhysicalDeviceVulkan11Features v11 =
      make<VkPhysicalDeviceVulkan11Features>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES);
  VkPhysicalDeviceVulkan12Features v12 =
      make<VkPhysicalDeviceVulkan12Features>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES);
  Features() {
    core.pNext = &v11;
    v11.pNext = &v12;
  }
  Features(const Features&) = delete;
};

struct QueueFamily {
  uint32_t index;
  uint32_t timestamp_bits;
};

// A family made for compute alone runs beside the desktop's drawing; else the first that computes.
std::optional<QueueFamily> compute_family(VkPhysicalDevice device) {
  uint32_t count = 0;
  vkGetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
  std::vector<VkQueueFamilyProperties> families(count);
  vkGetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
  std::optional<QueueFamily> found;
  for (uint32_t i = 0; i < count; ++i) {
    const VkQueueFlags flags = families[i].queueFlags;
    if (!(flags & VK_QUEUE_COMPUTE_BIT)) continue;
    const QueueFamily family{i, families[i].timestampValidBits};
    if (!(flags & VK_QUEUE_GRAPHICS_BIT)) return family;
    if (!found) found = family;
  }
  return found;
}

std::string fingerprint_of(VkPhysicalDevice device) {
  auto id = make<VkPhysicalDeviceIDProperties>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES);
  auto properties =
      make<VkPhysicalDeviceProperties2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, &id);
  vkGetPhysicalDeviceProperties2(device, &properties);
  std::string bytes(id.deviceUUID, id.deviceUUID + VK_UUID_SIZE);
  bytes.append(id.driverUUID, id.driverUUID + VK_UUID_SIZE);
  const auto* cache = properties.properties.pipelineCacheUUID;
  bytes.append(cache, cache + VK_UUID_SIZE);
  return bytes + std::to_string(properties.properties.driverVersion);
}

gpu::Limits limits_of(VkPhysicalDevice device) {
  auto v13 = make<VkPhysicalDeviceMaintenance4Properties>(
      VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_4_PROPERTIES);
  const VkPhysicalDeviceProperties core = properties_of(device);
  const bool knows_v13 = core.apiVersion >= VK_API_VERSION_1_3;
  auto v11 = make<VkPhysicalDeviceMaintenance3Properties>(
      VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_3_PROPERTIES, knows_v13 ? &v13 : nullptr);
  auto properties =
      make<VkPhysicalDeviceProperties2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, &v11);
  vkGetPhysicalDeviceProperties2(device, &properties);
  gpu::Limits limits;
  limits.buffer_bytes = v11.maxMemoryAllocationSize;
  if (knows_v13) limits.buffer_bytes = std::min(limits.buffer_bytes, v13.maxBufferSize);
  limits.shared_bytes = core.limits.maxComputeSharedMemorySize;
  limits.software = is_software(device);
  // A slow integrated GPU (0.5 TFLOP/s) and llvmpipe (5–10 GFLOP/s) take some 50–200 ms for these.
  limits.flops_per_batch = limits.software ? 1'000'000'000 : 20'000'000'000;
  return limits;
}

}  // namespace

std::string objection_to(VkPhysicalDevice device) {
  const VkPhysicalDeviceProperties properties = properties_of(device);
  // Asking an older driver about Vulkan 1.2 features is not allowed.
  if (properties.apiVersion < VK_API_VERSION_1_2) {
    return fmt::format("its driver offers Vulkan {}.{} only, and 1.2 is needed",
                       VK_API_VERSION_MAJOR(properties.apiVersion),
                       VK_API_VERSION_MINOR(properties.apiVersion));
  }
  Features has;
  vkGetPhysicalDeviceFeatures2(device, &has.core);
  const VkPhysicalDeviceLimits& limits = properties.limits;
  const struct {
    bool met;
    const char* what;
  } needs[] = {
      {has.core.features.shaderInt64 == VK_TRUE, "64-bit integers in shaders"},
      {has.v12.bufferDeviceAddress == VK_TRUE, "buffer device addresses"},
      {has.v12.timelineSemaphore == VK_TRUE, "timeline semaphores"},
      {compute_family(device).has_value(), "a queue that computes"},
      {limits.maxComputeWorkGroupInvocations >= max_threads &&
           limits.maxComputeWorkGroupSize[0] >= max_threads,
       "workgroups of 256 threads"},
  };
  for (const auto& need : needs) {
    if (!need.met) return fmt::format("it has no {}", need.what);
  }
  return {};
}

bool is_software(VkPhysicalDevice device) {
  return properties_of(device).deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
}

bool stores_f16(VkPhysicalDevice device) {
  Features features;
  vkGetPhysicalDeviceFeatures2(device, &features.core);
  return features.v11.storageBuffer16BitAccess;
}

DeviceInfo describe(VkPhysicalDevice device, int index) {
  VkPhysicalDeviceMemoryProperties memory{};
  vkGetPhysicalDeviceMemoryProperties(device, &memory);
  DeviceInfo info;
  info.id = "vulkan:" + std::to_string(index);
  info.name = properties_of(device).deviceName;
  info.kind = is_software(device) ? "software" : "gpu";
  for (uint32_t i = 0; i < memory.memoryHeapCount; ++i) {
    if (!(memory.memoryHeaps[i].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT)) continue;
    info.memory_bytes = std::max(info.memory_bytes, memory.memoryHeaps[i].size);
  }
  info.precisions = {DType::f32};
  if (stores_f16(device)) {
    // Half the bytes is worth it where memory is the limit, and no gain on a processor.
    info.precisions.insert(is_software(device) ? info.precisions.end() : info.precisions.begin(),
                           DType::f16);
  }
  return info;
}

Device::Device(std::shared_ptr<Instance> instance, VkPhysicalDevice physical,
               const gpu::AdjustLimits& adjust)
    : instance_(std::move(instance)),
      fingerprint_(fingerprint_of(physical)),
      limits_(limits_of(physical)) {
  if (adjust) adjust(limits_);
  const VkPhysicalDeviceProperties properties = properties_of(physical);
  name_ = properties.deviceName;
  nanoseconds_per_tick_ = properties.limits.timestampPeriod;
  vkGetPhysicalDeviceMemoryProperties(physical, &memory_);

  const QueueFamily family = compute_family(physical).value();
  queue_family_ = family.index;
  timestamp_bits_ = family.timestamp_bits;
  const float priority = 0.5f;
  auto queue = make<VkDeviceQueueCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO);
  queue.queueFamilyIndex = queue_family_;
  queue.queueCount = 1;
  queue.pQueuePriorities = &priority;
  Features features;
  features.core.features.shaderInt64 = VK_TRUE;
  features.v11.storageBuffer16BitAccess = stores_f16(physical);
  features.v12.bufferDeviceAddress = VK_TRUE;
  features.v12.timelineSemaphore = VK_TRUE;
  auto info = make<VkDeviceCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO, &features.core);
  info.queueCreateInfoCount = 1;
  info.pQueueCreateInfos = &queue;
  check(vkCreateDevice(physical, &info, nullptr, &device_), "vkCreateDevice");
  vkGetDeviceQueue(device_, queue_family_, 0, &queue_);
}

Device::~Device() {
  if (device_) vkDestroyDevice(device_, nullptr);
}

}  // namespace evenlight::vulkan
