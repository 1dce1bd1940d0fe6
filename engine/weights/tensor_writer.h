// Writes model files: names, shapes and encodings first, then one tensor after the other, so that a
// model of any size takes the memory of its largest tensor.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/tensor/shape.h"
#include "engine/weights/tensor_encoding.h"

namespace evenlight {

struct TensorToStore {
  std::string name;
  const Encoding* encoding = nullptr;
  Shape shape;
  // Its bytes in that encoding, when its turn comes.
  std::function<std::vector<std::byte>()> bytes;
};

using ByteSink = std::function<void(std::span<const std::byte>)>;
using TextMetadata = std::map<std::string, std::string>;

// The format's own order (safetensors:safetensors/src/tensor.rs): wider types first, then by name.
void write_safetensors(std::vector<TensorToStore> tensors, const TextMetadata& metadata,
                       const ByteSink& sink);

// GGUF version 3, as stable-diffusion.cpp reads it. Rows of quantised tensors must be whole blocks,
// and no shape may have more than four dimensions.
void write_gguf(std::vector<TensorToStore> tensors, const TextMetadata& metadata,
                const ByteSink& sink);

}  // namespace evenlight
