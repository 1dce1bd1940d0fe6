#include "tests/support/gguf_writer.h"

#include "tests/support/safetensors_writer.h"

namespace evenlight::test {
namespace {

std::string four_bytes(std::uint32_t value) {
  return eight_bytes(value).substr(0, 4);
}

void pad(std::string& bytes, std::uint64_t alignment) {
  while (bytes.size() % alignment != 0) bytes += '\0';
}

}  // namespace

namespace gguf {

std::string text(const std::string& text) {
  return eight_bytes(text.size()) + text;
}

std::string value(const std::string& key, std::uint32_t kind, const std::string& bytes) {
  return text(key) + four_bytes(kind) + bytes;
}

}  // namespace gguf

std::string gguf_bytes(const std::vector<GgufTensor>& tensors,
                       const std::vector<std::string>& metadata, std::uint64_t alignment) {
  std::string file =
      "GGUF" + four_bytes(3) + eight_bytes(tensors.size()) + eight_bytes(metadata.size());
  for (const std::string& value : metadata) file += value;
  std::string data;
  for (const GgufTensor& tensor : tensors) {
    file += gguf::text(tensor.name) + four_bytes(std::uint32_t(tensor.dims.size()));
    for (const std::uint64_t dim : tensor.dims) file += eight_bytes(dim);
    pad(data, alignment);
    file += four_bytes(tensor.type) + eight_bytes(data.size());
    data += tensor.bytes;
  }
  pad(file, alignment);
  return file + data;
}

}  // namespace evenlight::test
