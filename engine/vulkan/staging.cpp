#include "engine/vulkan/staging.h"

#include <algorithm>

namespace evenlight::vulkan {

namespace {

uint64_t half_bytes(const Device& device, uint64_t piece_bytes) {
  constexpr uint64_t comfortable = uint64_t(8) << 20;
  return std::max(piece_bytes, std::min(comfortable, device.limits().buffer_bytes));
}

}  // namespace

Staging::Half::Half(const Device& device, uint64_t bytes)
    : buffer(device, bytes, MemoryKind::upload, "upload space") {}

Staging::Staging(const Device& device, Queue& queue, uint64_t piece_bytes)
    : queue_(queue),
      pool_(device),
      halves_{Half(device, half_bytes(device, piece_bytes)),
              Half(device, half_bytes(device, piece_bytes))} {}

Staging::~Staging() {
  queue_.wait_idle();
}

std::span<std::byte> Staging::room(const Buffer& target, uint64_t offset, uint64_t bytes) {
  const bool follows = target_ == &target && offset == target_offset_ + used_;
  if (!follows || used_ + bytes > halves_[current_].buffer.bytes()) {
    flush();
    target_ = &target;
    target_offset_ = offset;
  }
  const uint64_t first = used_;
  used_ += bytes;
  return halves_[current_].buffer.mapped().subspan(first, bytes);
}

void Staging::flush() {
  if (used_ == 0) return;
  Half& half = halves_[current_];
  half.commands = pool_.begin(half.commands);
  const VkBufferCopy copy{0, target_offset_, used_};
  vkCmdCopyBuffer(half.commands, half.buffer.get(), target_->get(), 1, &copy);
  pool_.end(half.commands);
  half.ticket = queue_.submit(half.commands);
  used_ = 0;
  current_ = 1 - current_;
  queue_.wait(halves_[current_].ticket);
}

void Staging::finish() {
  flush();
  queue_.wait_all();
}

}  // namespace evenlight::vulkan
