#include "engine/weights/tensor_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

#include "engine/base/check.h"
#include "engine/base/json.h"
#include "engine/base/rounding.h"
#include "engine/weights/ggml_blocks.h"

namespace evenlight {
namespace {

size_t stored_size(const TensorToStore& tensor) {
  const Encoding& encoding = *tensor.encoding;
  return size_t(tensor.shape.count()) / encoding.block * encoding.block_bytes;
}

void put_text(const std::string& text, const ByteSink& sink) {
  sink(std::as_bytes(std::span(text)));
}

void put_tensor(const TensorToStore& tensor, const ByteSink& sink) {
  const std::vector<std::byte> bytes = tensor.bytes();
  EVENLIGHT_CHECK(bytes.size() == stored_size(tensor), "a tensor is as long as it was announced");
  sink(bytes);
}

template <class Number>
void append(std::string& to, Number value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  to.append(bytes, sizeof value);
}

void append_text(std::string& to, const std::string& text) {
  append(to, uint64_t(text.size()));
  to += text;
}

std::string zeros(size_t from, size_t alignment) {
  return std::string(round_up(from, alignment) - from, '\0');
}

}  // namespace

void write_safetensors(std::vector<TensorToStore> tensors, const TextMetadata& metadata,
                       const ByteSink& sink) {
  std::ranges::sort(tensors, [](const TensorToStore& a, const TensorToStore& b) {
    const size_t a_bytes = a.encoding->block_bytes, b_bytes = b.encoding->block_bytes;
    return a_bytes != b_bytes ? a_bytes > b_bytes : a.name < b.name;
  });
  auto header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  size_t end = 0;
  for (const TensorToStore& tensor : tensors) {
    const size_t begin = end;
    end += stored_size(tensor);
    header[tensor.name] = {{"dtype", tensor.encoding->name},
                           {"shape", tensor.shape.dims()},
                           {"data_offsets", {begin, end}}};
  }
  std::string text = dump_json(header);
  text.resize(round_up(text.size(), 8), ' ');
  std::string length;
  append(length, uint64_t(text.size()));
  put_text(length + text, sink);
  for (const TensorToStore& tensor : tensors) put_tensor(tensor, sink);
}

void write_gguf(std::vector<TensorToStore> tensors, const TextMetadata& metadata,
                const ByteSink& sink) {
  constexpr uint32_t version = 3, text_kind = 8;
  constexpr size_t alignment = 32;
  std::ranges::sort(tensors, {}, &TensorToStore::name);
  std::string header = "GGUF";
  append(header, version);
  append(header, uint64_t(tensors.size()));
  append(header, uint64_t(metadata.size()));
  for (const auto& [key, value] : metadata) {
    append_text(header, key);
    append(header, text_kind);
    append_text(header, value);
  }
  size_t end = 0;
  for (const TensorToStore& tensor : tensors) {
    append_text(header, tensor.name);
    append(header, uint32_t(tensor.shape.rank()));
    for (size_t i = tensor.shape.rank(); i-- > 0;) append(header, uint64_t(tensor.shape[i]));
    append(header, ggml_type(*tensor.encoding));
    append(header, uint64_t(end));
    end = round_up(end + stored_size(tensor), alignment);
  }
  put_text(header + zeros(header.size(), alignment), sink);
  for (const TensorToStore& tensor : tensors) {
    put_tensor(tensor, sink);
    put_text(zeros(stored_size(tensor), alignment), sink);
  }
}

}  // namespace evenlight
