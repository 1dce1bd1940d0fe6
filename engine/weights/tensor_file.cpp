#include "engine/weights/tensor_file.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/weights/file_kind.h"
#include "engine/weights/gguf.h"
#include "engine/weights/safetensors.h"
#include "engine/weights/torch_file.h"

namespace evenlight {
namespace {

using Bytes = std::vector<std::byte>;

struct Format {
  std::string_view name;
  bool (*is_it)(std::span<const std::byte> file);
  TensorTable (*parse)(std::span<const std::byte> file, const std::string& label);
};

// The first that fits reads the file. Safetensors has no mark of its own, and its length may look
// like another format's mark; a header of that length settles it.
constexpr Format formats[] = {
    {"safetensors", looks_like_safetensors, parse_safetensors},
    {"PyTorch", is_pickle, parse_torch_file},
    {"GGUF", is_gguf, parse_gguf},
    {"safetensors", [](std::span<const std::byte>) { return true; }, parse_safetensors},
};

const Format& format_of(std::span<const std::byte> file) {
  return *std::ranges::find_if(formats, [&](const Format& format) { return format.is_it(file); });
}

// Numbers in the order of the shape, out of storage in which an axis has any stride.
void gather(const TensorEntry& entry, const std::byte* stored, size_t element, std::byte* to) {
  const size_t rank = entry.shape.rank();
  std::vector<int64_t> index(rank, 0);
  int64_t at = 0;
  for (int64_t left = entry.shape.count(); left > 0; --left) {
    std::memcpy(to, stored + size_t(at) * element, element);
    to += element;
    for (size_t axis = rank; axis-- > 0;) {
      at += entry.strides[axis];
      if (++index[axis] < entry.shape[axis]) break;
      at -= index[axis] * entry.strides[axis];
      index[axis] = 0;
    }
  }
}

HostWeight owned(const TensorEntry& entry, std::shared_ptr<Bytes> bytes) {
  const std::span<const std::byte> view(*bytes);
  return {entry.dtype(), entry.shape, view, std::move(bytes)};
}

}  // namespace

TensorFile::TensorFile(const std::filesystem::path& path) : file_(path) {
  const Format& format = format_of(file_.bytes());
  format_ = format.name;
  table_ = format.parse(file_.bytes(), path.string());
}

TensorFile::TensorFile(const std::filesystem::path& path, std::string_view format, Parser parse)
    : file_(path), format_(format), table_(parse(file_.bytes(), path.string())) {}

const TensorEntry* TensorFile::find(std::string_view name) const {
  const auto at = std::ranges::lower_bound(table_.tensors, name, {}, &TensorEntry::name);
  return at != table_.tensors.end() && at->name == name ? &*at : nullptr;
}

std::span<const std::byte> TensorFile::bytes(const TensorEntry& entry) const {
  return file_.bytes().subspan(entry.offset, entry.size);
}

HostWeight TensorFile::read(const TensorEntry& entry) const {
  EVENLIGHT_CHECK(entry.is_weight(), "a weight is f32, f16 or bf16");
  const Encoding& encoding = *entry.encoding;
  std::span<const std::byte> stored = bytes(entry);
  if (entry.strides.empty() && !encoding.decode) return {entry.dtype(), entry.shape, stored, {}};
  const auto count = size_t(entry.shape.count());
  std::shared_ptr<Bytes> rows;
  if (!entry.strides.empty()) {  // only tensors of single numbers have strides
    rows = std::make_shared<Bytes>(count * encoding.block_bytes);
    gather(entry, stored.data(), encoding.block_bytes, rows->data());
    if (!encoding.decode) return owned(entry, std::move(rows));
    stored = *rows;
  }
  auto numbers = std::make_shared<Bytes>(count * size_of(entry.dtype()));
  encoding.decode(stored.data(), count / encoding.block, numbers->data());
  return owned(entry, std::move(numbers));
}

}  // namespace evenlight
