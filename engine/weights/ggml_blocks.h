// Blocks of quantised numbers, as GGUF files store them (ggml-org/ggml:src/ggml-common.h for their
// layout, src/ggml-quants.c for their meaning: dequantize_row_…).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/weights/tensor_encoding.h"

namespace evenlight {

// By the number that stands for it in a file (ggml-org/ggml:include/ggml.h, enum ggml_type). Null
// for one that the engine does not read; ggml_type_name says which that is, or is empty.
const Encoding* ggml_encoding(uint32_t type);
std::string_view ggml_type_name(uint32_t type);
// The number of an encoding. Only of those that ggml_encoding gives.
uint32_t ggml_type(const Encoding& encoding);

// 32 numbers → one block of Q8_0 (34 bytes) or Q4_0 (18 bytes); quantize_row_…_ref.
void to_q8_0(std::span<const float, 32> numbers, std::byte* block);
void to_q4_0(std::span<const float, 32> numbers, std::byte* block);

}  // namespace evenlight
