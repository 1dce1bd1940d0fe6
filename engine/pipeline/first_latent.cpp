#include "engine/pipeline/first_latent.h"

#include <string>

#include "engine/base/error.h"
#include "engine/pipeline/autoencoder.h"

namespace evenlight {
namespace {

std::vector<float> first_noise(size_t count, samplers::BatchNoise& random,
                               std::span<const float> given) {
  std::vector<float> noise(count);
  random.normal(noise);  // drawn even if not used: later draws must not depend on that
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
  const int64_t positions = (recipe.height / vae.scale()) * (recipe.width / vae.scale());
  FirstLatent first;
  first.noise =
      first_noise(size_t(images) * size_t(vae.latent_channels * positions), random, given);
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
