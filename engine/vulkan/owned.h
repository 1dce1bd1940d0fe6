#pragma once

#include <volk.h>

namespace evenlight::vulkan {

// A Vulkan object that is destroyed with its owner, also when the owner's constructor throws.
// `destroy` is volk's pointer to the function; the device outlives it.
template <class T, auto* destroy>
class Owned {
 public:
  explicit Owned(VkDevice device) : device_(device) {}
  ~Owned() {
    if (object_ != VK_NULL_HANDLE) (*destroy)(device_, object_, nullptr);
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;

  T get() const { return object_; }
  T* to_fill() { return &object_; }

 private:
  VkDevice device_;
  T object_ = VK_NULL_HANDLE;
};

}  // namespace evenlight::vulkan
