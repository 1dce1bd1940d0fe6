#include "engine/vulkan/arena.h"

namespace evenlight::vulkan {

void Arena::reserve(uint64_t bytes) {
  if (buffer_ && buffer_->bytes() >= bytes) return;
  // The old one goes first: there may not be room for both.
  const uint64_t before = buffer_ ? buffer_->bytes() : 0;
  buffer_.reset();
  ++generation_;
  try {
    buffer_ = std::make_unique<Buffer>(device_, bytes, MemoryKind::device, "working memory");
  } catch (...) {
    if (before) {
      // Who fitted before still fits.
      buffer_ = std::make_unique<Buffer>(device_, before, MemoryKind::device, "working memory");
    }
    throw;
  }
}

}  // namespace evenlight::vulkan
