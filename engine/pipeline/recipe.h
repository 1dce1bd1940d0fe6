// Everything that decides a picture's bytes on a given device. The fields are the flags of
// `evenlight render`; app/common turns them into JSON and back.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "engine/pipeline/start.h"
#include "engine/weights/prompt_embedding.h"

namespace evenlight {

struct Recipe {
  std::string prompt;
  std::string negative;
  // What an empty negative prompt is to the UNet: encoded as the empty text, zeros, or auto: as the
  // model was trained.
  std::string empty_negative = "auto";
  bool raw = false;             // no prompt grammar
  PromptEmbeddings embeddings;  // that the prompts use, ready to be found in them
  Start start;                  // noise, or a picture
  // Of a picture as the start: the share of the steps that are left to walk, above 0 to 1; as
  // diffusers counts, the last ⌊steps · strength⌋. No value: 0.75.
  std::optional<double> strength;
  std::string fit = "crop";  // how that picture was brought to the size: picture/fit.h
  uint64_t seed = 0;
  int steps = 20;
  std::string sampler = "euler";       // an id, name or alias of samplers/registry.h
  std::string schedule = "automatic";  // of samplers/schedules.h
  double cfg = 7.0;                    // guidance scale; 1 is no guidance
  double cfg_rescale = 0.0;            // 0 … 1. Lin et al. 2023 (arXiv 2305.08891), section 3.4
  // Guidance acts where low ≤ σ ≤ high. Kynkäänniemi et al. 2024 (arXiv 2404.07724)
  double cfg_sigma_low = 0.0;
  double cfg_sigma_high = std::numeric_limits<double>::infinity();
  int64_t width = 512;  // pixels, multiples of 8
  int64_t height = 512;
  int clip_skip = 1;                // 1: the text encoder's last layer
  std::optional<double> eta;        // no value: the sampler's own default
  std::string prediction = "auto";  // auto, epsilon or v
  std::string rng = "torch";        // torch or philox
  // What SDXL is told beside the prompt, as its training pictures were (size_numbers.h): pixels, 0
  // for the picture's own size. Other models read none of it.
  int64_t original_width = 0;
  int64_t original_height = 0;
  int64_t crop_left = 0;
  int64_t crop_top = 0;
  int64_t target_width = 0;
  int64_t target_height = 0;
  double aesthetic = 6.0;  // the refiner's score, for each of the prompts
  double negative_aesthetic = 2.5;
};

inline constexpr double usual_strength = 0.75;

inline double strength_of(const Recipe& recipe) {
  return picture_of(recipe.start) ? recipe.strength.value_or(usual_strength) : 1.0;
}

}  // namespace evenlight
