// What a latent roughly looks like: colours as a linear function of its channels.
#pragma once

#include <QImage>
#include <array>
#include <span>

#include "engine/pipeline/image.h"

namespace evenlight::studio {

class LatentPreview {
 public:
  static constexpr size_t channels = 4;

  // Starts with factors for the VAE of SD 1.x and 2.x, as users of diffusers fitted them
  // (discuss.huggingface.co, "Decoding latents to RGB without upscaling").
  LatentPreview();

  // latent [4,h,w] → w×h pixels.
  QImage paint(std::span<const float> latent, int height, int width) const;

  // Fits the factors to a finished picture of this model (least squares over blocks of pixels), so
  // that from the second picture on previews have the model's own colours. latent [4,h,w].
  void learn(std::span<const float> latent, int height, int width, const Image& image);
  bool learned() const { return learned_; }

 private:
  // [channels + 1][3]: the last row is the constant. 0 … 1.
  std::array<std::array<double, 3>, channels + 1> factors_;
  bool learned_ = false;
};

}  // namespace evenlight::studio
