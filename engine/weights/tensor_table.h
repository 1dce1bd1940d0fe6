#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"
#include "engine/weights/tensor_encoding.h"

namespace evenlight {

// A tensor of a model file, and where in the file it lies.
struct TensorEntry {
  std::string name;
  const Encoding* encoding = nullptr;
  Shape shape;
  size_t offset = 0;  // of the first byte, from the beginning of the file
  size_t size = 0;    // bytes, up to the end of the last number
  // Numbers from one index of an axis to the next; empty where they lie row by row.
  std::vector<int64_t> strides = {};

  DType dtype() const { return encoding->dtype; }
  std::string_view stored_type() const { return encoding->name; }
  bool is_weight() const {
    return dtype() == DType::f32 || dtype() == DType::f16 || dtype() == DType::bf16;
  }
};

// What a model file holds, whatever its format.
struct TensorTable {
  std::vector<TensorEntry> tensors;             // sorted by name, no name twice
  std::map<std::string, std::string> metadata;  // texts and numbers that stand beside them
};

}  // namespace evenlight
