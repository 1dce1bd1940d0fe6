// Writes small GGUF files, right ones and wrong ones. Independent of engine/weights on purpose, as
// is safetensors_fixture.h.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace evenlight::test {

struct GgufTensor {
  std::string name;
  std::uint32_t type;               // ggml's number
  std::vector<std::uint64_t> dims;  // in the file's order: the innermost first
  std::string bytes;
};

namespace gguf {
std::string text(const std::string& text);  // its length and itself
std::string value(const std::string& key, std::uint32_t kind, const std::string& bytes);
}  // namespace gguf

// `metadata` are whole values. Every tensor begins at a multiple of `alignment`.
std::string gguf_bytes(const std::vector<GgufTensor>& tensors,
                       const std::vector<std::string>& metadata = {}, std::uint64_t alignment = 32);

}  // namespace evenlight::test
