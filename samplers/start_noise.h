// The noise that a picture starts from, where it is not just the first that its seed gives:
// variations and other sizes as AUTOMATIC1111/stable-diffusion-webui:modules/rng.py has them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "samplers/noise.h"

namespace evenlight::samplers {

struct LatentShape {
  size_t channels = 0, height = 0, width = 0;

  size_t size() const { return channels * height * width; }
};

struct StartNoise {
  LatentShape shape;
  // Another seed's noise, mixed in by a share from 0 (untouched) to 1 (nothing else).
  uint64_t variation_seed = 0;
  double variation_strength = 0;
  // The noise of a latent of this size lies in the middle, as far as it fits; what is around it
  // is the seed's own.
  std::optional<LatentShape> of_shape = {};
};

// Fills out [channels,height,width] with the start of the image `seed`. `own` is its generator,
// from which one draw of that size is taken in every case, so that later ones are the same. Throws
// ArgumentError for sizes that do not fit and names that make_noise_source refuses.
void draw_start_noise(const StartNoise& start, std::string_view source, uint64_t seed,
                      NoiseSource& own, std::span<float> out);

}  // namespace evenlight::samplers
