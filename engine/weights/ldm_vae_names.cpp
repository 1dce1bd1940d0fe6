#include <algorithm>

#include "engine/weights/ldm_rules.h"
#include "engine/weights/name_parts.h"

namespace evenlight::names {
namespace {

// Spellings of diffusers before 0.18.
constexpr Prefix old_attention[] = {
    {"query.", "to_q."},
    {"key.", "to_k."},
    {"value.", "to_v."},
    {"proj_attn.", "to_out.0."},
};

// "down.0.block.1.conv1.weight", "up.3.upsample.conv.bias"; the decoder counts its levels from
// the picture, the canonical names from the latent.
std::optional<std::string> level_name(const std::string& side, std::string_view rest, bool down,
                                      size_t levels) {
  const auto stored = take_index(rest);
  if (!stored || (!down && *stored >= levels)) return std::nullopt;
  const std::string level = side + (down ? "down_blocks." : "up_blocks.") +
                            std::to_string(down ? *stored : levels - 1 - *stored) + ".";
  if (take(rest, down ? "downsample.conv." : "upsample.conv.")) {
    return level + (down ? "downsamplers.0.conv." : "upsamplers.0.conv.") + std::string(rest);
  }
  if (!take(rest, "block.")) return std::nullopt;
  const auto block = take_index(rest);
  const auto inner = replace(rest, ldm_vae_resnet);
  if (!block || !inner) return std::nullopt;
  return level + "resnets." + std::to_string(*block) + "." + *inner;
}

}  // namespace

size_t ldm_vae_levels(const std::vector<std::string_view>& keys) {
  size_t levels = 0;
  for (std::string_view key : keys) {
    if (!take(key, "decoder.up.")) continue;
    if (const auto level = take_index(key)) levels = std::max(levels, *level + 1);
  }
  return levels;
}

std::optional<std::string> ldm_vae_name(std::string_view key, size_t levels) {
  if (key.starts_with("quant_conv.") || key.starts_with("post_quant_conv.")) {
    return std::string(key);
  }
  const bool encoder = take(key, "encoder.");
  if (!encoder && !take(key, "decoder.")) return std::nullopt;
  const std::string side = encoder ? "encoder." : "decoder.";
  if (const auto name = replace(key, ldm_vae_ends)) return side + *name;
  if (take(key, "mid.")) {
    const auto name = replace(key, ldm_vae_middle);
    return name ? std::optional(side + "mid_block." + *name) : std::nullopt;
  }
  if (!take(key, encoder ? "down." : "up.")) return std::nullopt;
  return level_name(side, key, encoder, levels);
}

std::string folder_vae_name(std::string_view key) {
  constexpr std::string_view attention = ".mid_block.attentions.0.";
  const size_t at = key.find(attention);
  if (at != std::string_view::npos) {
    const size_t inner = at + attention.size();
    if (const auto name = replace(key.substr(inner), old_attention)) {
      return std::string(key.substr(0, inner)) + *name;
    }
  }
  return std::string(key);
}

}  // namespace evenlight::names
