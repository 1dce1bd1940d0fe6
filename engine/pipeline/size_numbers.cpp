#include "engine/pipeline/size_numbers.h"

#include <cmath>

#include "engine/base/check.h"

namespace evenlight {
namespace {

int64_t or_picture(int64_t given, int64_t picture) {
  return given > 0 ? given : picture;
}

std::vector<float> numbers_of(const Recipe& recipe, Side side, Family family) {
  std::vector<float> numbers = {float(or_picture(recipe.original_height, recipe.height)),
                                float(or_picture(recipe.original_width, recipe.width)),
                                float(recipe.crop_top), float(recipe.crop_left)};
  if (family == Family::sdxl_refiner) {
    const bool positive = side == Side::positive;
    numbers.push_back(float(positive ? recipe.aesthetic : recipe.negative_aesthetic));
  } else {
    numbers.push_back(float(or_picture(recipe.target_height, recipe.height)));
    numbers.push_back(float(or_picture(recipe.target_width, recipe.width)));
  }
  return numbers;
}

// huggingface/diffusers: models/embeddings.py get_timestep_embedding, in f32 as there.
void append_waves(std::vector<float>& out, float number, const UnetConfig& unet) {
  const int64_t half = unet.addition_time_embed_dim / 2;
  std::vector<float> angles;
  for (int64_t i = 0; i < half; ++i) {
    const float exponent = -std::log(10000.0f) * float(i) / (float(half) - unet.freq_shift);
    angles.push_back(number * std::exp(exponent));
  }
  const auto append = [&](bool cosines) {
    for (const float angle : angles) out.push_back(cosines ? std::cos(angle) : std::sin(angle));
  };
  append(unet.flip_sin_to_cos);
  append(!unet.flip_sin_to_cos);
}

}  // namespace

std::vector<float> unet_vector(std::span<const float> pooled, const Recipe& recipe, Side side,
                               const ModelConfigs& configs) {
  if (configs.unet.addition_input_dim == 0) return {};
  std::vector<float> vector(pooled.begin(), pooled.end());
  for (const float number : numbers_of(recipe, side, configs.family)) {
    append_waves(vector, number, configs.unet);
  }
  EVENLIGHT_CHECK(int64_t(vector.size()) == configs.unet.addition_input_dim,
                  "a model that can be rendered has a vector of this width");
  return vector;
}

}  // namespace evenlight
