#include "engine/vulkan/arena.h"

namespace evenlight::vulkan {

void Arena::reserve(uint64_t bytes) {
  if (buffer_ && buffer_->bytes() >= bytes) return;
  buffer_.reset();  // first: there may not be room for both
  ++generation_;
  buffer_ = std::make_unique<Buffer>(device_, bytes, MemoryKind::device, "working memory");
}

}  // namespace evenlight::vulkan
