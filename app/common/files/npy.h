// NumPy's .npy files of 32-bit floats: format version 1.0, little-endian, C order
// (numpy/lib/format.py).
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "app/common/files/atomic_file.h"
#include "engine/tensor/shape.h"

namespace evenlight {

struct FloatArray {
  Shape shape;
  std::vector<float> values;
};

// Throws as write_file_atomically.
void save_npy(const std::filesystem::path& path, const Shape& shape, std::span<const float> values,
              Overwrite overwrite);

// At most 1 GiB. Throws Error(input) for another type or order, a header that does not fit the
// size, and values that are not finite.
FloatArray load_npy(const std::filesystem::path& path);

}  // namespace evenlight
