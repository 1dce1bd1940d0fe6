#include "engine/pipeline/beside_latent.h"

#include "engine/pipeline/autoencoder.h"
#include "engine/pipeline/layout.h"

namespace evenlight {
namespace {

std::vector<float> masked_picture(const Recipe& recipe) {
  const Image* picture = picture_of(recipe.start);
  const Mask* mask = mask_of(recipe.start);
  if (picture && mask) return masked_pixels(*picture, *mask);
  return std::vector<float>(size_t(recipe.width * recipe.height * 3));  // all of it is new
}

// [h·w]: 1 is to be painted.
std::vector<float> where_to_paint(const Recipe& recipe, int64_t scale) {
  if (const Mask* mask = mask_of(recipe.start)) return latent_mask(*mask, scale, false);
  return std::vector<float>(size_t(recipe.width / scale * (recipe.height / scale)), 1.0f);
}

std::vector<float> for_inpainting(const Recipe& recipe, Parts& parts, const Poll& poll) {
  const VaeConfig& vae = parts.configs().vae;
  std::vector<float> planes = where_to_paint(recipe, vae.scale());
  const std::vector<float> latent =
      encode_pixels(parts.encoder(), vae, masked_picture(recipe), poll);
  planes.insert(planes.end(), latent.begin(), latent.end());
  std::vector<float> beside(planes.size());
  channels_last(planes, 1 + vae.latent_channels, beside);
  return beside;
}

// The VAE's own latent: it was trained without the scaling factor.
std::vector<float> for_editing(const Recipe& recipe, Parts& parts, const Poll& poll) {
  const VaeConfig& vae = parts.configs().vae;
  std::vector<float> latent = encode_picture(parts.encoder(), vae, *picture_of(recipe.start), poll);
  for (float& v : latent) v /= vae.scaling_factor;
  std::vector<float> beside(latent.size());
  channels_last(latent, vae.latent_channels, beside);
  return beside;
}

}  // namespace

bool needs_encoder(const Recipe& recipe, const ModelConfigs& configs) {
  return picture_of(recipe.start) || is_inpainting(configs.unet);
}

std::vector<float> beside_latent(const Recipe& recipe, Parts& parts, const Poll& poll) {
  const UnetConfig& unet = parts.configs().unet;
  if (is_inpainting(unet)) return for_inpainting(recipe, parts, poll);
  if (is_editing(unet)) return for_editing(recipe, parts, poll);
  return {};
}

}  // namespace evenlight
