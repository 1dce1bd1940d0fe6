#include "engine/pipeline/first_latent.h"

#include <string>

#include "engine/base/error.h"
#include "engine/pipeline/autoencoder.h"
#include "engine/pipeline/conventions.h"
#include "samplers/start_noise.h"

namespace evenlight {
namespace {

samplers::StartNoise start_of(const Recipe& recipe, const VaeConfig& vae) {
  const auto shape = [&](double width, double height) {
    return samplers::LatentShape{size_t(vae.latent_channels), size_t(height) / size_t(vae.scale()),
                                 size_t(width) / size_t(vae.scale())};
  };
  samplers::StartNoise start{.shape = shape(double(recipe.width), double(recipe.height)),
                             .variation_seed = recipe.variation_seed,
                             .variation_strength = recipe.variation_strength};
  const std::vector<double>& size = recipe.seed_resize;
  if (!size.empty()) start.of_shape = shape(size[0], size[1]);
  return start;
}

std::vector<float> first_noise(const samplers::StartNoise& start, int images,
                               samplers::BatchNoise& random, std::span<const float> given) {
  const size_t count = size_t(images) * start.shape.size();
  std::vector<float> noise(count);
  random.start(start, noise);  // drawn even if not used: later draws must not depend on that
  if (given.empty()) return noise;
  if (given.size() != count) {
    throw Error(ErrorKind::usage, say<"{0} holds {1} numbers; this size and count need {2}">(
                                      Field{"init_noise"}, given.size(), count));
  }
  return {given.begin(), given.end()};
}

}  // namespace

FirstLatent first_latent(const Recipe& recipe, Parts& parts, samplers::BatchNoise& random,
                         int images, std::span<const float> given, const Poll& poll) {
  const VaeConfig& vae = parts.configs().vae;
  FirstLatent first;
  first.noise = first_noise(start_of(recipe, vae), images, random, given);
  if (const auto delta = step_seed_delta(recipe)) random.restart(*delta);
  const Image* picture = picture_of(recipe.start);
  if (!picture) return first;
  const std::vector<float> latent = encode_picture(parts.encoder(), vae, *picture, poll);
  for (int i = 0; i < images; ++i) {
    first.picture.insert(first.picture.end(), latent.begin(), latent.end());
  }
  first.from_noise_alone = starts_from_noise_alone(recipe);
  if (const Mask* mask = mask_of(recipe.start)) {
    first.mask = latent_mask(*mask, vae.scale(), is_mask_soft(recipe));
  }
  return first;
}

}  // namespace evenlight
