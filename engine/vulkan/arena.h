#pragma once

#include <memory>

#include "engine/vulkan/memory.h"

namespace evenlight::vulkan {

// The working memory that all executables of a backend share, one after another.
class Arena {
 public:
  explicit Arena(const Device& device) : device_(device) {}

  // Makes it at least this large; called before each use. Growing loses what was in it and moves
  // it: commands recorded for another generation must be recorded again. Nothing may be running on
  // it. Throws Error(device) if memory does not suffice; then there is no arena until the next
  // call.
  void reserve(uint64_t bytes);

  const Buffer& buffer() const { return *buffer_; }
  uint64_t generation() const { return generation_; }

 private:
  const Device& device_;
  std::unique_ptr<Buffer> buffer_;
  uint64_t generation_ = 0;
};

}  // namespace evenlight::vulkan
