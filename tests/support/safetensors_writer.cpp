#include "tests/support/safetensors_writer.h"

#include <bit>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace evenlight::test {

std::string eight_bytes(uint64_t value) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
  return bytes;
}

std::string safetensors_bytes_of(std::string_view header, std::string_view data) {
  return eight_bytes(header.size()) + std::string(header) + std::string(data);
}

std::string safetensors_bytes(const std::vector<TensorToWrite>& tensors,
                              const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::string data;
  for (const TensorToWrite& tensor : tensors) {
    const size_t end = data.size() + tensor.bytes.size();
    header[tensor.name] = {
        {"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {data.size(), end}}};
    data += tensor.bytes;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  return safetensors_bytes_of(text, data);
}

std::string f32_bytes(const std::vector<float>& values) {
  std::string bytes;
  for (const float value : values) {
    bytes += eight_bytes(std::bit_cast<uint32_t>(value)).substr(0, 4);
  }
  return bytes;
}

std::string invented_bytes(std::string_view seed, size_t size) {
  uint64_t state = 0xcbf29ce484222325u;  // FNV-1a
  for (const char c : seed) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string bytes;
  bytes.reserve(size);
  while (bytes.size() < size) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const auto byte = static_cast<unsigned char>(state >> 56);
    // Odd bytes hold exponents: 0x30 … 0x3b is below 1 in all three types.
    bytes += static_cast<char>(bytes.size() % 2 == 0 ? byte : 0x30 + byte % 12);
  }
  return bytes;
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace evenlight::test
