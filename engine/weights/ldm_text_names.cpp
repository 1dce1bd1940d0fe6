#include "engine/weights/ldm_rules.h"
#include "engine/weights/name_parts.h"

namespace evenlight::names {
namespace {

constexpr Prefix fused[] = {
    {"attn.in_proj_weight", "weight"},
    {"attn.in_proj_bias", "bias"},
};

}  // namespace

std::optional<std::vector<TextName>> clip_text_name(std::string_view key) {
  if (key.ends_with("position_ids")) return std::vector<TextName>{};
  if (key == "text_projection.weight" || key.starts_with("text_model.")) {
    return std::vector<TextName>{{std::string(key)}};
  }
  for (const std::string_view module : {"embeddings.", "encoder.", "final_layer_norm."}) {
    if (key.starts_with(module)) return std::vector<TextName>{{"text_model." + std::string(key)}};
  }
  return std::nullopt;
}

std::optional<std::vector<TextName>> open_clip_text_name(std::string_view key, TextProjection use) {
  if (key == "logit_scale" || key == "attn_mask") return std::vector<TextName>{};
  if (key == "text_projection") {
    if (use == TextProjection::aside) return std::vector<TextName>{};
    return std::vector<TextName>{{"text_projection.weight", Fixup::transpose}};
  }
  if (const auto name = replace(key, open_clip_outer)) return std::vector<TextName>{{*name}};
  if (!take(key, "transformer.resblocks.")) return std::nullopt;
  const auto index = take_index(key);
  if (!index) return std::nullopt;
  const std::string layer = "text_model.encoder.layers." + std::to_string(*index) + ".";
  if (const auto kind = replace(key, fused)) {
    return std::vector<TextName>{{layer + "self_attn.q_proj." + *kind, Fixup::first_third},
                                 {layer + "self_attn.k_proj." + *kind, Fixup::second_third},
                                 {layer + "self_attn.v_proj." + *kind, Fixup::last_third}};
  }
  if (const auto name = replace(key, open_clip_block))
    return std::vector<TextName>{{layer + *name}};
  return std::nullopt;
}

}  // namespace evenlight::names
