#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace evenlight::test {

// Bytes of a block, and how many numbers it holds.
struct GgmlBlock {
  const char* name;
  std::uint32_t type;
  std::size_t bytes;
  std::size_t numbers;
  // Where its half-precision scales stand.
  std::vector<std::size_t> scales;
};
const std::vector<GgmlBlock>& ggml_blocks();

// One block in the plain loops of ggml-org/ggml:src/ggml-quants.c (dequantize_row_…), which walk
// through the bytes; the engine asks for each number by its index.
std::vector<float> ggml_reference(const GgmlBlock& block, const std::string& bytes);

}  // namespace evenlight::test
