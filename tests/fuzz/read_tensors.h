#pragma once

#include <cstddef>
#include <cstdlib>

#include "engine/base/error.h"
#include "engine/weights/tensor_file.h"

namespace evenlight::test {

// Every byte of every tensor is read, so that a sanitizer sees one outside the file.
inline void read_tensors(const TensorFile& file) {
  volatile unsigned sum = 0;
  for (const TensorEntry& entry : file.tensors()) {
    if (!entry.is_weight()) {
      for (const std::byte b : file.bytes(entry)) sum = sum + std::to_integer<unsigned>(b);
      continue;
    }
    const HostWeight weight = file.read(entry);
    if (weight.bytes.size() != size_t(entry.shape.count()) * size_of(weight.dtype)) std::abort();
    for (const std::byte b : weight.bytes) sum = sum + std::to_integer<unsigned>(b);
  }
}

}  // namespace evenlight::test
