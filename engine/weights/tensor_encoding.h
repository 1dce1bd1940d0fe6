#pragma once

#include <cstddef>
#include <string_view>

#include "engine/tensor/dtype.h"

namespace evenlight {

// How a file stores the numbers of a tensor, and how they become numbers that the engine uses.
struct Encoding {
  std::string_view name;       // as the format spells it: "F16", "F8_E4M3", "Q4_K"
  DType dtype = DType::other;  // of the numbers afterwards; other: no weight can be stored so
  size_t block = 1;            // numbers that are stored together
  size_t block_bytes = 0;      // that they take in the file
  // `count` blocks become count·block numbers of dtype. Null: they are stored as dtype.
  void (*decode)(const std::byte* blocks, size_t count, std::byte* numbers) = nullptr;
};

// Null for a name that the engine does not know.
const Encoding* find_encoding(std::string_view name);

}  // namespace evenlight
