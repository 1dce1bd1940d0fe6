#include "engine/weights/ldm_keys.h"

#include <array>
#include <optional>
#include <set>
#include <span>

#include "engine/weights/ldm_rules.h"

namespace evenlight {
namespace {

using names::Prefix;
using names::take;
using names::take_index;

// The first rule that fits, read backwards.
std::optional<std::string> restore(std::string_view name, std::span<const Prefix> rules) {
  for (const Prefix& rule : rules) {
    std::string_view rest = name;
    if (take(rest, rule.to)) return std::string(rule.from) + std::string(rest);
  }
  return std::nullopt;
}

using Key = std::optional<std::string>;

Key joined(const std::string& module, const Key& inner) {
  return inner ? Key(module + *inner) : std::nullopt;
}

// "resnets.1.…", "attentions.0.…", "downsamplers.0.conv.…" of a level: which block of the list, and
// the module in it.
Key unet_block(const std::string& list, std::string_view rest, size_t first, size_t layers,
               size_t upsampler) {
  const auto module = [&](size_t block, size_t index) {
    return list + std::to_string(block) + "." + std::to_string(index) + ".";
  };
  if (take(rest, "downsamplers.0.conv.")) {
    return module(first + layers, 0) + "op." + std::string(rest);
  }
  if (take(rest, "upsamplers.0.conv.")) {
    return module(first + layers, upsampler) + "conv." + std::string(rest);
  }
  const bool resnet = take(rest, "resnets.");
  if (!resnet && !take(rest, "attentions.")) return std::nullopt;
  const auto layer = take_index(rest);
  if (!layer) return std::nullopt;
  if (resnet) return joined(module(first + *layer, 0), restore(rest, names::ldm_unet_resnet));
  return joined(module(first + *layer, 1), restore(rest, names::ldm_unet_attention));
}

Key unet_key(std::string_view name, const UnetConfig& config) {
  if (const auto key = restore(name, names::ldm_unet_plain)) return key;
  if (take(name, "mid_block.attentions.0.")) {
    return joined("middle_block.1.", restore(name, names::ldm_unet_attention));
  }
  if (take(name, "mid_block.resnets.")) {
    const auto which = take_index(name);
    if (!which || *which > 1) return std::nullopt;
    return joined(*which == 0 ? "middle_block.0." : "middle_block.2.",
                  restore(name, names::ldm_unet_resnet));
  }
  const bool down = take(name, "down_blocks.");
  if (!down && !take(name, "up_blocks.")) return std::nullopt;
  const auto level = take_index(name);
  const size_t levels = config.levels.size(), layers = size_t(config.layers_per_block);
  if (!level || *level >= levels) return std::nullopt;
  const size_t first = *level * (layers + 1);
  if (down) return unet_block("input_blocks.", name, first + 1, layers, 0);
  const bool attends = !config.levels[levels - 1 - *level].up_depth.none();
  return unet_block("output_blocks.", name, first, layers, attends ? 2 : 1);
}

Key vae_level(const std::string& side, std::string_view rest, bool down, size_t levels) {
  const auto level = take_index(rest);
  if (!level || *level >= levels) return std::nullopt;
  const std::string list =
      side + (down ? "down." : "up.") + std::to_string(down ? *level : levels - 1 - *level) + ".";
  if (take(rest, "downsamplers.0.conv.")) return list + "downsample.conv." + std::string(rest);
  if (take(rest, "upsamplers.0.conv.")) return list + "upsample.conv." + std::string(rest);
  if (!take(rest, "resnets.")) return std::nullopt;
  const auto block = take_index(rest);
  if (!block) return std::nullopt;
  return joined(list + "block." + std::to_string(*block) + ".",
                restore(rest, names::ldm_vae_resnet));
}

Key vae_key(std::string_view name, const VaeConfig& config) {
  if (name.starts_with("quant_conv.") || name.starts_with("post_quant_conv.")) {
    return std::string(name);
  }
  const bool encoder = take(name, "encoder.");
  if (!encoder && !take(name, "decoder.")) return std::nullopt;
  const std::string side = encoder ? "encoder." : "decoder.";
  if (const auto key = restore(name, names::ldm_vae_ends)) return side + *key;
  if (take(name, "mid_block.")) return joined(side + "mid.", restore(name, names::ldm_vae_middle));
  if (!take(name, encoder ? "down_blocks." : "up_blocks.")) return std::nullopt;
  return vae_level(side, name, encoder, config.block_out_channels.size());
}

// Where each text encoder of a family stands, and in whose names.
struct Tower {
  Family family;
  std::string_view part;
  std::string_view prefix;
  bool open_clip;
};
constexpr Tower towers[] = {
    {Family::sd1, "text_encoder.", "cond_stage_model.transformer.", false},
    {Family::sd2, "text_encoder.", "cond_stage_model.model.", true},
    {Family::sdxl, "text_encoder.", "conditioner.embedders.0.transformer.", false},
    {Family::sdxl, "text_encoder_2.", "conditioner.embedders.1.model.", true},
    {Family::sdxl_refiner, "text_encoder_2.", "conditioner.embedders.0.model.", true},
};

// Query, key and value of a layer are one tensor.
std::optional<LdmTensor> fused(const std::string& layer, const std::string& part,
                               std::string_view rest) {
  constexpr std::array projections = {"q_proj.", "k_proj.", "v_proj."};
  for (const char* projection : projections) {
    if (!take(rest, projection)) continue;
    LdmTensor tensor{layer + "attn.in_proj_" + std::string(rest), {}};
    for (const char* one : projections) tensor.parts.push_back(part + one + std::string(rest));
    return tensor;
  }
  return std::nullopt;
}

std::optional<LdmTensor> open_clip_tensor(const std::string& weight, std::string_view name,
                                          const std::string& prefix) {
  if (name == "text_projection.weight")
    return LdmTensor{prefix + "text_projection", {weight}, true};
  if (const auto key = restore(name, names::open_clip_outer)) {
    return LdmTensor{prefix + *key, {weight}};
  }
  if (!take(name, "text_model.encoder.layers.")) return std::nullopt;
  const auto index = take_index(name);
  if (!index) return std::nullopt;
  const std::string layer = prefix + "transformer.resblocks." + std::to_string(*index) + ".";
  if (const auto key = restore(name, names::open_clip_block)) {
    return LdmTensor{layer + *key, {weight}};
  }
  if (!take(name, "self_attn.")) return std::nullopt;
  return fused(layer, weight.substr(0, weight.size() - name.size()), name);
}

std::optional<LdmTensor> text_tensor(const std::string& weight, Family family) {
  for (const Tower& tower : towers) {
    std::string_view name = weight;
    if (tower.family != family || !take(name, tower.part)) continue;
    const std::string prefix(tower.prefix);
    if (tower.open_clip) return open_clip_tensor(weight, name, prefix);
    return LdmTensor{prefix + std::string(name), {weight}};
  }
  return std::nullopt;
}

std::optional<LdmTensor> ldm_tensor(const std::string& weight, const ModelConfigs& configs) {
  std::string_view name = weight;
  if (take(name, "unet.")) {
    const auto key = unet_key(name, configs.unet);
    if (!key) return std::nullopt;
    const bool projection = key->ends_with("proj_in.weight") || key->ends_with("proj_out.weight");
    return LdmTensor{"model.diffusion_model." + *key,
                     {weight},
                     false,
                     projection && !configs.unet.use_linear_projection};
  }
  if (take(name, "vae.")) {
    const auto key = vae_key(name, configs.vae);
    if (!key) return std::nullopt;
    const bool attention = key->find(".attn_1.") != std::string::npos;
    return LdmTensor{"first_stage_model." + *key,
                     {weight},
                     false,
                     attention && key->ends_with(".weight") && !key->ends_with("norm.weight")};
  }
  return text_tensor(weight, configs.family);
}

// SD2's files hold one block more than is used, which readers count on (detect_shapes.cpp); only
// with OpenCLIP's own width they know better. Another copy of the last one stands for it.
void add_spare_block(LdmTensors& ldm, const TextConfig& text) {
  constexpr int64_t openclip_width = 1024, without_last_block = 23;
  if (text.width == openclip_width && text.layers == without_last_block) return;
  const auto block = [](int64_t index) {
    return "cond_stage_model.model.transformer.resblocks." + std::to_string(index) + ".";
  };
  const std::string last = block(text.layers - 1), spare = block(text.layers);
  std::vector<LdmTensor> copies;
  for (const LdmTensor& tensor : ldm.tensors) {
    if (tensor.name.starts_with(spare)) return;  // it is there
    if (!tensor.name.starts_with(last)) continue;
    copies.push_back(tensor);
    copies.back().name.replace(0, last.size(), spare);
  }
  ldm.tensors.insert(ldm.tensors.end(), copies.begin(), copies.end());
}

}  // namespace

LdmTensors to_ldm_tensors(const std::vector<std::string>& weights, const ModelConfigs& configs) {
  LdmTensors answer;
  std::set<std::string> seen;  // a fused tensor comes up three times
  for (const std::string& weight : weights) {
    auto tensor = ldm_tensor(weight, configs);
    if (!tensor) {
      answer.left_out.push_back(weight);
    } else if (seen.insert(tensor->name).second) {
      answer.tensors.push_back(std::move(*tensor));
    }
  }
  if (configs.family == Family::sd2) add_spare_block(answer, configs.text);
  return answer;
}

}  // namespace evenlight
