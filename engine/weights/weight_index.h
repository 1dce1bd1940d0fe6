#pragma once

#include <map>
#include <string>

#include "engine/weights/ldm_names.h"
#include "engine/weights/tensor_file.h"

namespace evenlight {

// Where a canonical weight lies, and its shape after the fix-up.
struct StoredWeight {
  const TensorFile* file = nullptr;
  const TensorEntry* entry = nullptr;
  Fixup fixup = Fixup::none;
  Shape shape;
};

// By canonical name.
using WeightIndex = std::map<std::string, StoredWeight, std::less<>>;

// Adds the mapped tensors of `file`, which must outlive the index. Throws Error(input) if two
// tensors mean the same weight or a shape does not allow its fix-up.
void add_to_index(WeightIndex& index, const TensorFile& file, const NameMap& names);

}  // namespace evenlight
