#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "engine/gpu/kernel.h"

namespace evenlight::gpu {

// What a kernel is compiled for: 0 f32_operands, 1 aligned, 2 threads, 3 … 6 the kernel's own, 7
// the activation.
using Constants = std::array<uint32_t, 8>;

constexpr uint32_t max_parameter_bytes = 128;  // that every device takes with a launch

// Bytes of device memory, by address.
struct Range {
  uint64_t begin = 0, end = 0;
  bool overlaps(const Range& other) const { return begin < other.end && other.begin < end; }
};

// A value as a kernel sees it. Address 0: absent.
struct Operand {
  uint64_t address = 0;
  uint64_t bytes = 0;
  bool f32 = true;
  Range range() const { return {address, address + bytes}; }
};

// A kernel's parameters, copied from the struct that mirrors its Parameters block.
class Parameters {
 public:
  Parameters() = default;
  template <class T>
  Parameters(const T& block) : size_(sizeof(T)) {
    static_assert(sizeof(T) <= max_parameter_bytes && std::is_trivially_copyable_v<T>);
    std::memcpy(bytes_.data(), &block, sizeof(T));
  }
  const std::byte* data() const { return bytes_.data(); }
  uint32_t size() const { return size_; }

 private:
  std::array<std::byte, max_parameter_bytes> bytes_{};
  uint32_t size_ = 0;
};

// One launch of a kernel.
struct Dispatch {
  Kernel kernel = Kernel::add;
  Constants constants{};
  Parameters parameters;
  std::array<uint32_t, 3> groups{1, 1, 1};
  std::vector<Range> reads, writes;  // of memory that dispatches write
  size_t node = 0;
  uint64_t flops = 0;
};

}  // namespace evenlight::gpu
