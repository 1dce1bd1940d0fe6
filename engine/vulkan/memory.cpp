#include "engine/vulkan/memory.h"

#include <algorithm>
#include <optional>

#include "engine/base/error.h"
#include "engine/vulkan/result.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

namespace {

struct Properties {
  VkMemoryPropertyFlags required, preferred;
};

Properties properties_of(MemoryKind kind) {
  constexpr VkMemoryPropertyFlags host =
      VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
  switch (kind) {
    case MemoryKind::device:
      return {0, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT};
    case MemoryKind::upload:
      return {host, 0};
    case MemoryKind::download:
      return {host, VK_MEMORY_PROPERTY_HOST_CACHED_BIT};
  }
  return {};
}

std::optional<uint32_t> memory_type(const VkPhysicalDeviceMemoryProperties& memory,
                                    uint32_t allowed, VkMemoryPropertyFlags flags) {
  for (uint32_t i = 0; i < memory.memoryTypeCount; ++i) {
    if ((allowed >> i & 1u) && (memory.memoryTypes[i].propertyFlags & flags) == flags) return i;
  }
  return std::nullopt;
}

bool is_out_of_memory(VkResult result) {
  return result == VK_ERROR_OUT_OF_DEVICE_MEMORY || result == VK_ERROR_OUT_OF_HOST_MEMORY;
}

[[noreturn]] void throw_no_room(const Device& device, uint64_t bytes, const std::string& purpose) {
  throw Error(ErrorKind::device, say<"{0} has no room for {1} bytes ({2} MiB) of {3}; use f16, a "
                                     "smaller picture or batch, or the device \"cpu\".">(
                                     device.name(), bytes, (bytes >> 20) + 1, purpose));
}

[[noreturn]] void throw_too_large(const Device& device, uint64_t bytes,
                                  const std::string& purpose) {
  throw Error(ErrorKind::device,
              say<"{0} bytes of {1} are more than the {2} bytes that {3} can hold in one piece; "
                  "use f16, a smaller picture or batch, or the device \"cpu\".">(
                  bytes, purpose, device.limits().buffer_bytes, device.name()));
}

}  // namespace

Buffer::Buffer(const Device& device, uint64_t bytes, MemoryKind kind, const std::string& purpose)
    : device_(device),
      bytes_(std::max<uint64_t>(bytes, plan_alignment)),
      memory_(device.get()),
      buffer_(device.get()) {
  if (bytes_ > device.limits().buffer_bytes) throw_too_large(device, bytes_, purpose);
  auto info = make<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = bytes_;
  info.usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  if (kind == MemoryKind::device) {
    info.usage |= VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT;
  }
  info.sharingMode = VK_SHARING_MODE_EXCLUSIVE;
  const VkResult result = vkCreateBuffer(device.get(), &info, nullptr, buffer_.to_fill());
  if (is_out_of_memory(result)) throw_no_room(device, bytes_, purpose);
  check(result, "vkCreateBuffer");
  allocate(kind, purpose);
}

void Buffer::allocate(MemoryKind kind, const std::string& purpose) {
  VkMemoryRequirements needs{};
  vkGetBufferMemoryRequirements(device_.get(), buffer_.get(), &needs);
  const Properties properties = properties_of(kind);
  auto type = memory_type(device_.memory(), needs.memoryTypeBits,
                          properties.required | properties.preferred);
  if (!type) type = memory_type(device_.memory(), needs.memoryTypeBits, properties.required);
  if (!type) throw_no_room(device_, bytes_, purpose);
  const uint32_t heap = device_.memory().memoryTypes[*type].heapIndex;
  if (needs.size > device_.memory().memoryHeaps[heap].size) throw_no_room(device_, bytes_, purpose);

  auto flags = make<VkMemoryAllocateFlagsInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO);
  flags.flags = VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT;
  auto info = make<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  if (kind == MemoryKind::device) info.pNext = &flags;
  info.allocationSize = needs.size;
  info.memoryTypeIndex = *type;
  const VkResult result = vkAllocateMemory(device_.get(), &info, nullptr, memory_.to_fill());
  if (is_out_of_memory(result)) throw_no_room(device_, bytes_, purpose);
  check(result, "vkAllocateMemory");
  check(vkBindBufferMemory(device_.get(), buffer_.get(), memory_.get(), 0), "vkBindBufferMemory");
  if (kind == MemoryKind::device) {
    auto address = make<VkBufferDeviceAddressInfo>(VK_STRUCTURE_TYPE_BUFFER_DEVICE_ADDRESS_INFO);
    address.buffer = buffer_.get();
    address_ = vkGetBufferDeviceAddress(device_.get(), &address);
  } else {
    void* data = nullptr;
    check(vkMapMemory(device_.get(), memory_.get(), 0, VK_WHOLE_SIZE, 0, &data), "vkMapMemory");
    mapped_ = {static_cast<std::byte*>(data), bytes_};
  }
}

}  // namespace evenlight::vulkan
