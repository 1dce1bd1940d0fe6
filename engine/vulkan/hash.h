#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace evenlight::vulkan {

constexpr uint64_t hash_start = 0xcbf29ce484222325u;

// FNV-1a, 64 bits: finds damage, not malice.
inline uint64_t hash_bytes(std::span<const std::byte> bytes, uint64_t hash = hash_start) {
  for (const std::byte b : bytes) hash = (hash ^ uint64_t(b)) * 0x100000001b3u;
  return hash;
}

}  // namespace evenlight::vulkan
