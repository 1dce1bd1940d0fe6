#pragma once

#include <volk.h>

namespace evenlight::vulkan {

// A Vulkan structure of zeros that knows its type and what is chained to it.
template <class T>
T make(VkStructureType type, void* next = nullptr) {
  T s{};
  s.sType = type;
  s.pNext = next;
  return s;
}

}  // namespace evenlight::vulkan
