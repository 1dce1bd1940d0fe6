#include <algorithm>

#include "engine/weights/ldm_rules.h"
#include "engine/weights/name_parts.h"

namespace evenlight::names {
namespace {

std::optional<std::string> joined(const std::string& module, std::optional<std::string> inner) {
  if (!inner) return std::nullopt;
  return module + *inner;
}

std::string numbered(std::string_view list, size_t block, std::string_view kind, size_t index) {
  return std::string(list) + std::to_string(block) + "." + std::string(kind) +
         std::to_string(index) + ".";
}

// Blocks 1, 2, … are, level by level, `layers` times (resnet, attention), then a downsampler.
std::optional<std::string> down_name(size_t block, std::string_view rest, size_t layers) {
  const auto module = take_index(rest);
  if (!module || block == 0) return std::nullopt;
  const size_t level = (block - 1) / (layers + 1);
  const size_t layer = (block - 1) % (layers + 1);
  if (layer == layers) {
    if (*module != 0 || !take(rest, "op.")) return std::nullopt;
    return numbered("down_blocks.", level, "downsamplers.", 0) + "conv." + std::string(rest);
  }
  if (*module == 0) {
    return joined(numbered("down_blocks.", level, "resnets.", layer),
                  replace(rest, ldm_unet_resnet));
  }
  if (*module != 1) return std::nullopt;
  return joined(numbered("down_blocks.", level, "attentions.", layer),
                replace(rest, ldm_unet_attention));
}

// Each level has one layer more than on the way down; its last block ends with the upsampler,
// which comes second where there is no attention.
std::optional<std::string> up_name(size_t block, std::string_view rest, size_t layers) {
  const auto module = take_index(rest);
  if (!module) return std::nullopt;
  const size_t level = block / (layers + 1);
  const size_t layer = block % (layers + 1);
  if (*module == 0) {
    return joined(numbered("up_blocks.", level, "resnets.", layer), replace(rest, ldm_unet_resnet));
  }
  if (*module > 2) return std::nullopt;
  if (take(rest, "conv.")) {
    if (layer != layers) return std::nullopt;
    return numbered("up_blocks.", level, "upsamplers.", 0) + "conv." + std::string(rest);
  }
  if (*module != 1) return std::nullopt;
  return joined(numbered("up_blocks.", level, "attentions.", layer),
                replace(rest, ldm_unet_attention));
}

std::optional<std::string> mid_name(std::string_view rest) {
  const auto module = take_index(rest);
  if (!module || *module > 2) return std::nullopt;
  if (*module == 1) return joined("mid_block.attentions.0.", replace(rest, ldm_unet_attention));
  return joined(*module == 0 ? "mid_block.resnets.0." : "mid_block.resnets.1.",
                replace(rest, ldm_unet_resnet));
}

}  // namespace

size_t ldm_unet_layers(const std::vector<std::string_view>& keys) {
  std::optional<size_t> first_downsampler;
  size_t last = 0;
  for (std::string_view key : keys) {
    if (!take(key, "input_blocks.")) continue;
    const auto block = take_index(key);
    if (!block) continue;
    last = std::max(last, *block);
    if (*block > 0 && key.starts_with("0.op.")) {
      first_downsampler = std::min(first_downsampler.value_or(*block), *block);
    }
  }
  // Without a downsampler there is one level, and all blocks but the first are its layers.
  return first_downsampler ? *first_downsampler - 1 : last;
}

std::optional<std::string> ldm_unet_name(std::string_view key, size_t layers) {
  if (auto name = replace(key, ldm_unet_plain)) return name;
  if (take(key, "middle_block.")) return mid_name(key);
  const bool down = take(key, "input_blocks.");
  if (!down && !take(key, "output_blocks.")) return std::nullopt;
  const auto block = take_index(key);
  if (!block) return std::nullopt;
  return down ? down_name(*block, key, layers) : up_name(*block, key, layers);
}

}  // namespace evenlight::names
