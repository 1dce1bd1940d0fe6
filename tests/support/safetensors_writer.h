// Writes small .safetensors files for tests, right ones and wrong ones. Independent of
// engine/weights on purpose, as is safetensors_fixture.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::test {

struct TensorToWrite {
  std::string name;
  std::string dtype;  // as the format spells it
  std::vector<int64_t> shape;
  std::string bytes;  // row-major, little-endian
};

// The bytes of a whole file; the tensors lie in the order given.
std::string safetensors_bytes(const std::vector<TensorToWrite>& tensors,
                              const std::map<std::string, std::string>& metadata = {});

// A length that fits, then `header` and `data` as they are, whether or not they make sense.
std::string safetensors_bytes_of(std::string_view header, std::string_view data = {});

// Eight bytes, little-endian.
std::string eight_bytes(uint64_t value);

std::string f32_bytes(const std::vector<float>& values);

// `size` bytes that depend on the seed alone. As f16, bf16 and f32 they are small finite numbers.
std::string invented_bytes(std::string_view seed, size_t size);

// Makes the folders above it. Throws std::runtime_error.
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace evenlight::test
