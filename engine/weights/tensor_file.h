// Model files by content, never by suffix; nothing in them is trusted.
//
//   const TensorFile file("model.ckpt");
//   if (const auto* t = file.find("conv_in.weight")) use(file.read(*t));
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tensor/weight_source.h"
#include "engine/weights/mapped_file.h"
#include "engine/weights/tensor_table.h"

namespace evenlight {

// A mapped file of tensors: safetensors, PyTorch's own (.ckpt, .pt, .bin), or GGUF.
class TensorFile {
 public:
  // Throws Error(input): the file cannot be mapped, is of no known format, or breaks its rules.
  explicit TensorFile(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return file_.path(); }
  std::string_view format() const { return format_; }  // "safetensors", "PyTorch", "GGUF"
  const std::vector<TensorEntry>& tensors() const { return table_.tensors; }
  const std::map<std::string, std::string>& metadata() const { return table_.metadata; }
  // The tensor of that name, or null.
  const TensorEntry* find(std::string_view name) const;
  // As stored, little-endian; not aligned in general. Valid while this object lives.
  std::span<const std::byte> bytes(const TensorEntry& entry) const;
  // Row by row, as entry.dtype(), which must be f32, f16 or bf16: a view into the file where it is
  // stored so (not aligned in general), else a copy that the answer owns.
  HostWeight read(const TensorEntry& entry) const;
  const MappedFile& mapping() const { return file_; }

 protected:
  using Parser = TensorTable (*)(std::span<const std::byte> file, const std::string& label);
  TensorFile(const std::filesystem::path& path, std::string_view format, Parser parse);

 private:
  MappedFile file_;
  std::string_view format_;
  TensorTable table_;
};

}  // namespace evenlight
