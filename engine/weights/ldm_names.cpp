#include "engine/weights/ldm_names.h"

#include "engine/weights/name_parts.h"

namespace evenlight {
namespace {

using names::TextName;

constexpr std::string_view unet_prefix = "model.diffusion_model.";
constexpr std::string_view vae_prefix = "first_stage_model.";

struct TextTower {
  std::string_view prefix;
  std::string_view part;
  enum { clip, open_clip, open_clip_projected } names;
};

constexpr TextTower text_towers[] = {
    {"cond_stage_model.transformer.", "text_encoder.", TextTower::clip},
    {"cond_stage_model.model.", "text_encoder.", TextTower::open_clip},
    {"conditioner.embedders.0.transformer.", "text_encoder.", TextTower::clip},
    {"conditioner.embedders.1.model.", "text_encoder_2.", TextTower::open_clip_projected},
    {"conditioner.embedders.0.model.", "text_encoder_2.", TextTower::open_clip_projected},
};

// Training state and constants that a checkpoint may carry and nobody needs to render.
constexpr std::string_view aside_prefixes[] = {
    "model_ema.", "first_stage_model.loss.",      "first_stage_model.model_ema.",
    "denoiser.",  "cond_stage_model.logit_scale", "cond_stage_model.text_projection",
};
constexpr std::string_view aside_names[] = {
    "v_pred",
    "ztsnr",
    "edm_vpred.sigma_max",
    "edm_vpred.sigma_min",
    "global_step",
    "betas",
    "alphas_cumprod",
    "alphas_cumprod_prev",
    "sqrt_alphas_cumprod",
    "sqrt_one_minus_alphas_cumprod",
    "log_one_minus_alphas_cumprod",
    "sqrt_recip_alphas_cumprod",
    "sqrt_recipm1_alphas_cumprod",
    "posterior_variance",
    "posterior_log_variance_clipped",
    "posterior_mean_coef1",
    "posterior_mean_coef2",
    "lvlb_weights",
    "logvar",
    "scale_factor",
};

bool kept_aside(std::string_view key) {
  for (const std::string_view name : aside_names) {
    if (key == name) return true;
  }
  for (const std::string_view prefix : aside_prefixes) {
    if (key.starts_with(prefix)) return true;
  }
  return false;
}

std::vector<std::string_view> keys_below(std::string_view prefix,
                                         const std::vector<std::string>& keys) {
  std::vector<std::string_view> below;
  for (std::string_view key : keys) {
    if (names::take(key, prefix)) below.push_back(key);
  }
  return below;
}

// Sorts one key into the map; false if no tower has this prefix.
bool add_text(NameMap& map, const std::string& key) {
  for (const TextTower& tower : text_towers) {
    std::string_view rest = key;
    if (!names::take(rest, tower.prefix)) continue;
    const auto named = tower.names == TextTower::clip
                           ? names::clip_text_name(rest)
                           : names::open_clip_text_name(rest, tower.names == TextTower::open_clip
                                                                  ? names::TextProjection::aside
                                                                  : names::TextProjection::weight);
    if (!named) {
      map.unknown.push_back(key);
    } else if (named->empty()) {
      map.aside.push_back(key);
    } else {
      for (const TextName& one : *named) {
        map.weights.push_back({std::string(tower.part) + one.name, key, one.fixup});
      }
    }
    return true;
  }
  return false;
}

void add(NameMap& map, std::string_view part, const std::string& key,
         const std::optional<std::string>& name) {
  if (name) {
    map.weights.push_back({std::string(part) + *name, key});
  } else {
    map.unknown.push_back(key);
  }
}

}  // namespace

NameMap map_ldm_names(const std::vector<std::string>& keys) {
  const size_t unet_layers = names::ldm_unet_layers(keys_below(unet_prefix, keys));
  const size_t vae_levels = names::ldm_vae_levels(keys_below(vae_prefix, keys));
  NameMap map;
  for (const std::string& key : keys) {
    std::string_view rest = key;
    if (kept_aside(key)) {
      map.aside.push_back(key);
    } else if (names::take(rest, unet_prefix)) {
      add(map, "unet.", key, names::ldm_unet_name(rest, unet_layers));
    } else if (names::take(rest, vae_prefix)) {
      add(map, "vae.", key, names::ldm_vae_name(rest, vae_levels));
    } else if (!add_text(map, key)) {
      map.unknown.push_back(key);
    }
  }
  return map;
}

NameMap map_folder_names(std::string_view part, const std::vector<std::string>& keys) {
  const std::string prefix = std::string(part) + ".";
  NameMap map;
  for (const std::string& key : keys) {
    if (part == "vae") {
      map.weights.push_back({prefix + names::folder_vae_name(key), key});
    } else if (!part.starts_with("text_encoder")) {
      map.weights.push_back({prefix + key, key});
    } else if (const auto named = names::clip_text_name(key)) {
      if (named->empty()) map.aside.push_back(key);
      for (const TextName& one : *named) map.weights.push_back({prefix + one.name, key});
    } else {
      map.unknown.push_back(key);
    }
  }
  return map;
}

}  // namespace evenlight
