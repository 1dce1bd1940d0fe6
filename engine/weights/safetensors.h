// Reads .safetensors files and trusts nothing in them.
//
//   const SafetensorsFile file("model.safetensors");
//   if (const auto* t = file.find("conv_in.weight")) use(file.bytes(*t), t->dtype, t->shape);
//
// The rules are those of the reference reader (safetensors:safetensors/src/tensor.rs) and its
// schema (docs/safetensors.schema.json), plus: the header begins with '{', no name twice, at
// most 64 dimensions.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"
#include "engine/weights/mapped_file.h"

namespace evenlight {

struct SafetensorsEntry {
  std::string name;
  DType dtype = DType::other;    // other: a type of the format that the engine does not use
  std::string_view stored_type;  // as the file spells it: "F16", "F8_E4M3", …
  Shape shape;
  size_t offset = 0;  // of the first byte, from the beginning of the file
  size_t size = 0;    // bytes
};

struct SafetensorsHeader {
  std::vector<SafetensorsEntry> tensors;  // sorted by name
  std::map<std::string, std::string> metadata;
};

// Checks every rule on the bytes of a whole file; `label` (its path) is only for the messages.
// Throws Error(input) that names the file, the tensor, what is wrong and what to do.
SafetensorsHeader parse_safetensors(std::span<const std::byte> file, const std::string& label);

class SafetensorsFile {
 public:
  // Throws Error(input): the file cannot be mapped, or breaks a rule of the format.
  explicit SafetensorsFile(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return file_.path(); }
  const std::vector<SafetensorsEntry>& tensors() const { return header_.tensors; }
  const std::map<std::string, std::string>& metadata() const { return header_.metadata; }
  // The tensor of that name, or null.
  const SafetensorsEntry* find(std::string_view name) const;
  // Row-major, little-endian; not aligned in general. Valid while this object lives.
  std::span<const std::byte> bytes(const SafetensorsEntry& entry) const;
  const MappedFile& mapping() const { return file_; }

 private:
  MappedFile file_;
  SafetensorsHeader header_;
};

}  // namespace evenlight
