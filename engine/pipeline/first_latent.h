#pragma once

#include <span>
#include <vector>

#include "engine/pipeline/parts.h"
#include "engine/pipeline/recipe.h"
#include "samplers/noise.h"

namespace evenlight {

// What a walk begins with, [images,channels,h,w] each.
struct FirstLatent {
  std::vector<float> noise;      // unit normals
  std::vector<float> picture;    // the clean latent under them; empty from noise alone
  std::vector<float> mask;       // [h,w]: 1 is new; empty where nothing stays
  bool from_noise_alone = true;  // the walk begins with the noise, whatever picture there is
};

// Noise from the images' generators, or `given` instead; and the recipe's picture through the VAE,
// the same for every image, with its mask. Throws Error(usage) if `given` has another size.
FirstLatent first_latent(const Recipe& recipe, Parts& parts, samplers::BatchNoise& random,
                         int images, std::span<const float> given, const Poll& poll);

}  // namespace evenlight
