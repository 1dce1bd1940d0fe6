#include "engine/pipeline/part_checks.h"

#include <cmath>
#include <utility>

#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/hires.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/weights/model_files.h"

namespace evenlight {
namespace {

namespace limits = recipe_limits;

void check_size(std::string_view key, int64_t width, int64_t height, const Recipe& recipe) {
  if (width == recipe.width && height == recipe.height) return;
  throw RecipeFault(key, say<"the picture has {0}×{1} pixels, the recipe {2}×{3}">(
                             width, height, recipe.width, recipe.height));
}

void check_editing(const Recipe& recipe, const ModelConfigs& configs) {
  if (recipe.picture_guidance) {
    check_range("picture_guidance", *recipe.picture_guidance, limits::picture_guidance);
  }
  const bool edits = is_editing(configs.unet);
  if (edits && !picture_of(recipe.start)) {
    throw RecipeFault("init", say<"this model changes a picture as the prompt says; give one">());
  }
  if (!edits && recipe.picture_guidance) {
    throw RecipeFault("picture_guidance",
                      say<"is for models that are shown a picture to change, which this is not">());
  }
}

// Of a network beside the UNet.
template <class Network>
void check_weight_and_steps(const char* key, const Network& network) {
  check_range(key, network.weight, limits::control_weight);
  check_range(key, network.start, limits::control_share);
  check_range(key, network.end, limits::control_share);
  if (network.start < network.end) return;
  throw RecipeFault(key,
                    say<"its start, {0}, is not before its end, {1}">(network.start, network.end));
}

}  // namespace

void check_range(std::string_view key, double value, NumberRange range) {
  if (std::isfinite(value) && value >= range.low && value <= range.high) return;
  throw RecipeFault(
      key, say<"expected a number from {0} to {1}, got {2}">(range.low, range.high, value));
}

void check_numbers(std::string_view key, const std::vector<double>& numbers,
                   std::span<const NumberRange> ranges) {
  if (numbers.empty()) return;
  if (numbers.size() != ranges.size()) {
    throw RecipeFault(key, say<"expected {0} numbers, got {1}">(ranges.size(), numbers.size()));
  }
  for (size_t i = 0; i < ranges.size(); ++i) check_range(key, numbers[i], ranges[i]);
}

void check_start(const Recipe& recipe, const ModelConfigs& configs) {
  check_editing(recipe, configs);
  const Image* picture = picture_of(recipe.start);
  if (!picture) return;
  const double strength = strength_of(recipe);
  check_range("strength", strength, limits::strength);
  if (int(recipe.steps * strength) < 1) {
    throw RecipeFault("strength", say<"{0} of {1} steps leaves none to walk; give more of either">(
                                      strength, recipe.steps));
  }
  check_size("init", picture->width, picture->height, recipe);
  if (const Mask* mask = mask_of(recipe.start)) {
    check_size("mask", mask->width, mask->height, recipe);
  }
}

void check_controls(const Recipe& recipe, const ModelConfigs& configs) {
  constexpr int64_t blocks = 8;  // of the networks that read them
  for (const Control& control : recipe.controls) {
    check_weight_and_steps("control", control);
    check_size("control", control.picture->width, control.picture->height, recipe);
    if (configs.vae.scale() != blocks) {
      throw RecipeFault("control", say<"does not go with this model's VAE">());
    }
    if (control.file.kind == ControlKind::t2i_adapter) {
      adapter_config(control.file, configs.unet);
    } else {
      controlnet_config(control.file, configs.unet);
    }
  }
}

void check_ip_adapters(const Recipe& recipe, const ModelConfigs& configs) {
  for (const IpAdapter& adapter : recipe.ip_adapters) {
    check_weight_and_steps("ip_adapter", adapter);
    ip_adapter_config(adapter.file, configs.unet, adapter.encoder);
  }
}

void check_regions(const Recipe& recipe) {
  if (recipe.region_mode != "latent" && recipe.region_mode != "attention") {
    throw RecipeFault("region_mode",
                      say<"expected latent or attention, got {0}">(recipe.region_mode));
  }
  for (const RegionPrompt& region : recipe.regions) {
    check_range("region", region.weight, limits::region_weight);
    check_size("region", region.mask->width, region.mask->height, recipe);
  }
}

void check_hires(const Recipe& recipe, const ModelConfigs& configs) {
  const std::vector<double>& numbers = recipe.hires;
  if (numbers.empty()) return;
  const std::span<const NumberRange> ranges(limits::hires);
  if (numbers.size() > ranges.size()) {
    throw RecipeFault("hires",
                      say<"expected at most {0} numbers, got {1}">(ranges.size(), numbers.size()));
  }
  for (size_t i = 0; i < numbers.size(); ++i) check_range("hires", numbers[i], ranges[i]);
  if (mask_of(recipe.start) || is_editing(configs.unet) || is_inpainting(configs.unet)) {
    throw RecipeFault("hires", say<"does not go with a mask, nor with a model that is shown a "
                                   "picture; paint first and make it larger then">());
  }
  check_recipe(largest_pass(recipe), configs);
}

void check_guidance(const Recipe& recipe) {
  check_range("pag", recipe.pag, limits::added_guidance);
  check_range("seg", recipe.seg, limits::added_guidance);
  check_range("perp_neg", recipe.perp_neg, limits::perp_neg);
  check_numbers("apg", recipe.apg, limits::apg);
  check_numbers("dynamic_threshold", recipe.dynamic_threshold, limits::dynamic_threshold);
  check_numbers("freeu", recipe.freeu, limits::freeu);
  // Each says in its own way what plain guidance would.
  const char* first = nullptr;
  const std::pair<const char*, bool> uses[] = {{"apg", !recipe.apg.empty()},
                                               {"cfg_zero_star", recipe.cfg_zero_star},
                                               {"perp_neg", recipe.perp_neg != 0.0}};
  for (const auto& [key, used] : uses) {
    if (!used) continue;
    if (first) {
      throw RecipeFault(key, say<"does not go with {0}; take one of them">(Field{first}));
    }
    first = key;
  }
}

void check_refiner(const Recipe& recipe, const ModelConfigs& configs) {
  if (!recipe.refiner) return;
  check_range("refiner_start", recipe.refiner_start, limits::refiner_start);
  const ModelConfigs& other = recipe.refiner->configs();
  const auto refuse = [&](const Message& difference) {
    throw RecipeFault("refiner", say<"{0} cannot go on with this model's pictures: {1}">(
                                     recipe.refiner->path().string(), difference));
  };
  if (other.vae.latent_channels != configs.vae.latent_channels ||
      other.vae.scale() != configs.vae.scale() ||
      other.vae.scaling_factor != configs.vae.scaling_factor) {
    refuse(say<"its latents are others">());
  }
  if (other.unet.in_channels != other.unet.out_channels ||
      configs.unet.in_channels != configs.unet.out_channels) {
    refuse(say<"one of them is shown more than the latent">());
  }
  if (other.scheduler.prediction != configs.scheduler.prediction) {
    refuse(say<"it predicts {0}, not {1}">(name_of(other.scheduler.prediction),
                                           name_of(configs.scheduler.prediction)));
  }
  if (other.text.vocab != configs.text.vocab || other.text.end_token != configs.text.end_token ||
      other.text.max_positions != configs.text.max_positions) {
    refuse(say<"its text encoder takes other tokens">());
  }
}

}  // namespace evenlight
