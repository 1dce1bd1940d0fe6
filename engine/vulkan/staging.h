#pragma once

#include <array>
#include <span>

#include "engine/vulkan/memory.h"
#include "engine/vulkan/queue.h"

namespace evenlight::vulkan {

// Carries bytes to device memory through two mapped buffers: one is filled while the other is
// copied.
class Staging {
 public:
  // piece_bytes: the largest piece that room() will be asked for.
  Staging(const Device& device, Queue& queue, uint64_t piece_bytes);
  ~Staging();

  // Room for the next bytes of `target`, to be filled before the next call. Pieces that follow
  // one another in the same buffer travel together.
  std::span<std::byte> room(const Buffer& target, uint64_t offset, uint64_t bytes);
  // Returns when everything has arrived.
  void finish();

 private:
  struct Half {
    Half(const Device& device, uint64_t bytes);
    Buffer buffer;
    VkCommandBuffer commands = VK_NULL_HANDLE;
    uint64_t ticket = 0;
  };
  void flush();

  Queue& queue_;
  CommandPool pool_;
  std::array<Half, 2> halves_;
  size_t current_ = 0;
  uint64_t used_ = 0;
  const Buffer* target_ = nullptr;
  uint64_t target_offset_ = 0;  // where the first of the `used_` bytes goes
};

}  // namespace evenlight::vulkan
