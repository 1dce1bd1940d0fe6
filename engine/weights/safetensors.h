// Reads .safetensors files and trusts nothing in them.
//
//   const SafetensorsFile file("model.safetensors");
//   if (const auto* t = file.find("conv_in.weight")) use(file.bytes(*t), t->dtype(), t->shape);
//
// The rules are those of the reference reader (safetensors:safetensors/src/tensor.rs) and its
// schema (docs/safetensors.schema.json), plus: the header begins with '{', no name twice, at
// most 64 dimensions.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "engine/weights/tensor_file.h"
#include "engine/weights/tensor_table.h"

namespace evenlight {

// Checks every rule on the bytes of a whole file; `label` (its path) is only for the messages.
// Throws Error(input) that names the file, the tensor, what is wrong and what to do.
TensorTable parse_safetensors(std::span<const std::byte> file, const std::string& label);

// A file that must be safetensors.
class SafetensorsFile final : public TensorFile {
 public:
  // Throws Error(input): the file cannot be mapped, or breaks a rule of the format.
  explicit SafetensorsFile(const std::filesystem::path& path)
      : TensorFile(path, "safetensors", parse_safetensors) {}
};

}  // namespace evenlight
