#include "engine/weights/control_file.h"

#include <fmt/format.h>

#include "engine/base/input_error.h"

namespace evenlight {
namespace {

int64_t depth(const WeightIndex& index, const std::string& attention) {
  int64_t n = 0;
  while (index.contains(fmt::format("control.{}.transformer_blocks.{}.norm1.weight", attention, n)))
    ++n;
  return n;
}

// Of the first cross-attention there is; 0 if there is none.
int64_t text_width(const WeightIndex& index) {
  constexpr std::string_view end = ".attn2.to_k.weight";
  for (const auto& [name, weight] : index) {
    if (name.ends_with(end) && weight.shape.rank() == 2) return weight.shape[1];
  }
  return 0;
}

}  // namespace

ControlFile open_control(const std::filesystem::path& path) {
  ControlFile file;
  file.weights = open_network(path, [&](const std::vector<std::string>& keys) {
    const auto kind = control_kind(keys);
    if (!kind) {
      throw InputError(say<"{0}: is no ControlNet and no T2I adapter">(path.string()));
    }
    file.kind = *kind;
    return map_control_names(*kind, keys);
  });
  return file;
}

UnetConfig controlnet_config(const ControlFile& file, const UnetConfig& unet) {
  const WeightIndex& index = file.weights->index();
  const int64_t width = text_width(index);
  if (width != 0 && width != unet.cross_attention_dim) {
    throw InputError(say<"{0}: was made for models whose text has the width {1}; this one's has "
                         "{2}">(file.weights->path().string(), width, unet.cross_attention_dim));
  }
  UnetConfig config = unet;
  config.in_channels = 4;
  config.middle = UnetMiddle::attention;
  for (size_t i = 0; i < config.levels.size(); ++i) {
    std::vector<int64_t> each;
    for (int64_t layer = 0; layer < config.layers_per_block; ++layer) {
      each.push_back(depth(index, fmt::format("down_blocks.{}.attentions.{}", i, layer)));
    }
    config.levels[i].down_depth = LayerDepths(std::move(each));
  }
  config.mid_depth = depth(index, "mid_block.attentions.0");
  return config;
}

AdapterConfig adapter_config(const ControlFile& file, const UnetConfig& unet) {
  const WeightIndex& index = file.weights->index();
  const std::string path = file.weights->path().string();
  constexpr int64_t blocks_of_8 = 192;
  const auto first = index.find("control.conv_in.weight");
  if (first == index.end() || first->second.shape.rank() != 4 ||
      first->second.shape[1] != blocks_of_8) {
    throw InputError(say<"{0}: is a T2I adapter of another kind (for SDXL, or for grey pictures), "
                         "which is not supported">(path));
  }
  AdapterConfig config;
  for (size_t i = 0; i < unet.levels.size(); ++i) {
    const int64_t channels = unet.levels[i].channels;
    const auto at = index.find(fmt::format("control.body.{}.resnets.0.block1.weight", i));
    if (at == index.end() || at->second.shape[0] != channels) {
      throw InputError(say<"{0}: does not fit this model: at level {1} the model has {2} "
                           "channels">(path, i, channels));
    }
    config.channels.push_back(channels);
    config.widens.push_back(index.contains(fmt::format("control.body.{}.in_conv.weight", i)));
  }
  return config;
}

}  // namespace evenlight
