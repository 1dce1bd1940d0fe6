#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "engine/weights/tensor_table.h"

namespace evenlight {

inline constexpr uint64_t max_gguf_alignment = 1 << 20;

// Whether it begins as GGUF does.
bool is_gguf(std::span<const std::byte> file);

// A GGUF file of version 2 or 3 (ggml-org/ggml:docs/gguf.md), as stable-diffusion.cpp and ComfyUI
// write it. Shapes are torch's, so the other way round than in the file. Texts and whole numbers of
// its metadata are kept; of a list only what ComfyUI-GGUF says of a tensor that was reshaped for
// its blocks ("comfy.gguf.orig_shape.NAME").
//
// Every length, count and place is checked against the file: each tensor begins where the one
// before it ends, rounded up to the alignment. `label` (its path) is only for the messages. Throws
// Error(input) that says what is wrong.
TensorTable parse_gguf(std::span<const std::byte> file, const std::string& label);

}  // namespace evenlight
