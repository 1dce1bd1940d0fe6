#include "engine/edit/edit_file.h"

#include <algorithm>
#include <cstring>

#include "engine/base/error.h"
#include "engine/base/half.h"
#include "engine/tensor/widen.h"
#include "engine/weights/tensor_encoding.h"
#include "engine/weights/tensor_writer.h"

namespace evenlight {
namespace {

constexpr std::string_view suffixes[] = {".attn2.to_k.weight", ".attn2.to_v.weight"};

bool is_key_or_value(std::string_view name) {
  return name.starts_with("unet.") && std::ranges::any_of(suffixes, [&](std::string_view suffix) {
           return name.ends_with(suffix);
         });
}

// "lora_unet_down_blocks_0_…_attn2_to_k" for "unet.down_blocks.0.….attn2.to_k.weight".
std::string lora_name(std::string_view name) {
  name.remove_suffix(std::string_view(".weight").size());
  std::string key = "lora_" + std::string(name);
  std::ranges::replace(key, '.', '_');
  return key;
}

// W·left, [out,rank].
std::vector<float> up_factor(const std::vector<float>& weight, const LowRank& edit) {
  const size_t outputs = weight.size() / edit.width;
  std::vector<float> up(outputs * edit.rank, 0);
  for (size_t o = 0; o < outputs; ++o) {
    for (size_t k = 0; k < edit.width; ++k) {
      const float w = weight[o * edit.width + k];
      for (size_t r = 0; r < edit.rank; ++r)
        up[o * edit.rank + r] += w * edit.left[k * edit.rank + r];
    }
  }
  return up;
}

// The numbers as f16 bytes.
std::vector<std::byte> halves(const std::vector<float>& values) {
  std::vector<std::byte> bytes(values.size() * 2);
  for (size_t i = 0; i < values.size(); ++i) {
    const uint16_t half = f32_to_f16(values[i]);
    std::memcpy(&bytes[2 * i], &half, 2);
  }
  return bytes;
}

std::vector<float> values_of(const ModelWeights& model, const std::string& name,
                             const Shape& shape) {
  const HostWeight weight = model.get(name, shape);
  std::vector<float> values(size_t(shape.count()));
  widen(weight.dtype, weight.bytes, values);
  model.release(weight);
  return values;
}

void add_layer(const ModelWeights& model, const std::string& name, int64_t outputs,
               const LowRank& edit, std::vector<TensorToStore>& tensors) {
  const Encoding* f16 = find_encoding("F16");
  const std::string key = lora_name(name);
  const auto width = int64_t(edit.width), rank = int64_t(edit.rank);
  tensors.push_back(
      {key + ".lora_down.weight", f16, {rank, width}, [&edit] { return halves(edit.right); }});
  tensors.push_back({key + ".lora_up.weight", f16, {outputs, rank}, [&, name, outputs, width] {
                       return halves(up_factor(values_of(model, name, {outputs, width}), edit));
                     }});
  // So that no program scales it: LoRAs are multiplied by alpha over their rank.
  tensors.push_back({key + ".alpha", f16, Shape{}, [rank] { return halves({float(rank)}); }});
}

}  // namespace

std::vector<std::byte> edit_file(const ModelWeights& model, const LowRank& edit,
                                 const std::map<std::string, std::string>& metadata) {
  std::vector<TensorToStore> tensors;
  for (const auto& [name, weight] : model.index()) {
    if (!is_key_or_value(name) || weight.shape.rank() != 2) continue;
    if (weight.shape[1] != int64_t(edit.width)) continue;
    add_layer(model, name, weight.shape[0], edit, tensors);
  }
  if (tensors.empty()) {
    throw Error(ErrorKind::input,
                say<"{0}: has no cross-attention of words {1} wide, so that words cannot be "
                    "edited.">(model.path().string(), edit.width));
  }
  std::vector<std::byte> bytes;
  write_safetensors(std::move(tensors), metadata, [&](std::span<const std::byte> part) {
    bytes.insert(bytes.end(), part.begin(), part.end());
  });
  return bytes;
}

}  // namespace evenlight
