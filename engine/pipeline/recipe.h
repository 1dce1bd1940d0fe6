// Everything that decides a picture's bytes on a given device. The fields are the flags of
// `evenlight render`; app/common turns them into JSON and back.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/lora/lora_file.h"
#include "engine/pipeline/control.h"
#include "engine/pipeline/ip_adapter.h"
#include "engine/pipeline/region.h"
#include "engine/pipeline/start.h"
#include "engine/weights/prompt_embedding.h"

namespace evenlight {

class ModelWeights;

struct Recipe {
  std::string prompt;
  std::string negative;
  // What an empty negative prompt is to the UNet: encoded as the empty text, zeros, or auto: as the
  // model was trained.
  std::string empty_negative = "auto";
  bool raw = false;  // no prompt grammar
  // How the weights in prompts act (text/emphasis.h): original, no-norm, ignore, none, comfyui, or
  // auto: as `like` has it.
  std::string emphasis = "auto";
  // Steps of the pass before this one, which the prompts' step numbers begin with; 0: this is the
  // first. Set by hires.h alone.
  int steps_before = 0;
  PromptEmbeddings embeddings;  // that the prompts use, ready to be found in them
  AppliedLoras loras;           // of the prompt's tags and of the recipe's own list
  Start start;                  // noise, or a picture
  // Of a picture as the start: the share of the steps that are left to walk, above 0 to 1; as
  // diffusers counts, the last ⌊steps · strength⌋. No value: 0.75.
  std::optional<double> strength;
  std::string fit = "crop";  // how that picture was brought to the size: picture/fit.h
  // How its mask was made ready, in pixels of the picture as it was; and whether grey in it means
  // that something is changed for a part of the steps (keep.h).
  int mask_grow = 0;
  int mask_blur = 0;
  bool mask_soft = false;
  std::string mask_area = "whole";  // that is rendered, or only-masked: what is around the mask
  int mask_padding = 32;
  bool mask_keep = false;  // put what is not masked back as it was; only-masked does it anyway
  // How closely a model that changes pictures follows the one it is shown; 1.5 without a value.
  std::optional<double> picture_guidance;
  std::vector<double> outpaint;        // pixels to the left, above, to the right, below; or none
  std::vector<Control> controls;       // networks that pictures steer, with the UNet
  std::vector<IpAdapter> ip_adapters;  // pictures that are prompts
  std::vector<RegionPrompt> regions;   // parts of the picture with prompts of their own
  // How they are kept apart: latent (the network is asked about each, and what it says is put
  // together by the masks) or attention (it is asked once, and each place heeds its prompt alone).
  std::string region_mode = "latent";
  // Whether the pictures come with a map for each word of where it acted (word_map.h); they are the
  // same.
  bool word_maps = false;
  uint64_t seed = 0;
  // How many seeds are drawn at most, from that one on, for so many pictures that meet the
  // requirements of whoever asked; 0: as many as there are pictures. Of no account to one picture.
  int tries = 0;
  int guarantee = 0;
  int steps = 20;
  std::string sampler = "euler";       // an id, name or alias of samplers/registry.h
  std::string schedule = "automatic";  // of samplers/schedules.h
  double cfg = 7.0;                    // guidance scale; 1 is no guidance
  double cfg_rescale = 0.0;            // 0 … 1. Lin et al. 2023 (arXiv 2305.08891), section 3.4
  // Guidance acts where low ≤ σ ≤ high. Kynkäänniemi et al. 2024 (arXiv 2404.07724)
  double cfg_sigma_low = 0.0;
  double cfg_sigma_high = std::numeric_limits<double>::infinity();
  // Guidance methods beside it, see engine/pipeline/guidance; 0 or empty: not used.
  double pag = 0.0;
  double seg = 0.0;
  double perp_neg = 0.0;
  bool cfg_zero_star = false;
  std::vector<double> apg;                // eta, momentum, norm
  std::vector<double> dynamic_threshold;  // mimicked scale, percentile
  std::vector<double> freeu;              // backbone 1 and 2, skip 1 and 2: engine/models/freeu.h
  // A second pass (hires.h): how many times as large, and perhaps its steps (0: as the first's) and
  // strength; empty: none. The picture is enlarged with that filter.
  std::vector<double> hires;
  std::string hires_filter = "lanczos";
  // σ to visit instead of a schedule's: falling, the last 0; empty: the schedule's. There are as
  // many steps as there are σ before the last.
  std::vector<double> sigmas;
  int64_t width = 512;  // pixels, multiples of 8
  int64_t height = 512;
  int clip_skip = 1;                // 1: the text encoder's last layer
  std::optional<double> eta;        // no value: the sampler's own default
  std::string prediction = "auto";  // auto, epsilon or v
  std::string rng = "torch";        // torch or philox
  // The noise that a picture starts from (start_noise.h): the share of another seed's in it, 0 … 1,
  // and width and height of the picture whose noise lies in its middle; empty: its own.
  uint64_t variation_seed = 0;
  double variation_strength = 0.0;
  std::vector<double> seed_resize;
  // What is added to the seed for the noise of the steps; 0: they go on in the seed's own stream.
  int64_t eta_noise_seed_delta = 0;
  // What SDE samplers draw: fresh noise at every step, a brownian path that finer steps only
  // refine, or auto: as `like` has it.
  std::string sde_noise = "auto";
  // Whose conventions decide what nothing else here does (conventions.h): evenlight, a1111,
  // comfyui or diffusers.
  std::string like = "evenlight";
  // What SDXL is told beside the prompt, as its training pictures were (size_numbers.h): pixels, 0
  // for the picture's own size. Other models read none of it.
  int64_t original_width = 0;
  int64_t original_height = 0;
  int64_t crop_left = 0;
  int64_t crop_top = 0;
  int64_t target_width = 0;
  int64_t target_height = 0;
  // Another model of the same latents that walks the last steps, from this share of all on.
  std::shared_ptr<const ModelWeights> refiner;
  double refiner_start = 0.8;
  // Pixels along a side of the tiles that the latent is decoded in; 0: whole.
  int64_t vae_tile = 0;
  double aesthetic = 6.0;  // the refiner's score, for each of the prompts
  double negative_aesthetic = 2.5;
};

inline constexpr double usual_strength = 0.75;

// A blurred mask is soft as well.
inline bool is_mask_soft(const Recipe& recipe) {
  return recipe.mask_soft || recipe.mask_blur > 0;
}

inline double strength_of(const Recipe& recipe) {
  return picture_of(recipe.start) ? recipe.strength.value_or(usual_strength) : 1.0;
}

// Where all is made anew and only the mask says what stays, a run begins with noise alone.
inline bool starts_from_noise_alone(const Recipe& recipe) {
  return strength_of(recipe) == 1.0 && mask_of(recipe.start) && !is_mask_soft(recipe);
}

}  // namespace evenlight
