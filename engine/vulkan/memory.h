#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "engine/vulkan/device.h"
#include "engine/vulkan/owned.h"

namespace evenlight::vulkan {

enum class MemoryKind {
  device,    // as fast as there is; shaders find it by address
  upload,    // mapped, written by the host
  download,  // mapped, read by the host
};

// A buffer with memory of its own.
class Buffer {
 public:
  // `purpose` completes "no room for 12 MiB of …". Throws Error(device) if memory does not suffice.
  Buffer(const Device& device, uint64_t bytes, MemoryKind kind, const std::string& purpose);

  VkBuffer get() const { return buffer_.get(); }
  uint64_t bytes() const { return bytes_; }
  uint64_t address() const { return address_; }            // of MemoryKind::device
  std::span<std::byte> mapped() const { return mapped_; }  // of the others

 private:
  void allocate(MemoryKind kind, const std::string& purpose);

  const Device& device_;
  uint64_t bytes_;
  Owned<VkDeviceMemory, &vkFreeMemory> memory_;  // goes after the buffer
  Owned<VkBuffer, &vkDestroyBuffer> buffer_;
  uint64_t address_ = 0;
  std::span<std::byte> mapped_;
};

}  // namespace evenlight::vulkan
