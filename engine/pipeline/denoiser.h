#pragma once

#include <span>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/guidance.h"
#include "samplers/sampler.h"

namespace evenlight {

// The UNet as a sampler sees it: latent and noise level in, predicted clean latent out, with
// guidance. Positive and negative prompt run as one batch of two per image.
class Denoiser {
 public:
  struct Setup {
    Executable* guided = nullptr;  // batch 2·images: negative half, then positive half
    Executable* plain = nullptr;   // batch images: where guidance does not act
    int images = 1;
    int64_t channels = 4;
    size_t image_size = 0;  // numbers of one latent, [channels,h,w]
    Guidance guidance;
    Prediction prediction = Prediction::epsilon;
    Poll poll;
  };
  explicit Denoiser(Setup setup) : setup_(std::move(setup)) {}

  // x [images,channels,h,w] = alpha·x0 + sigma·noise → x0, the same shape.
  void predict(std::span<const float> x, const samplers::NoiseLevel& level, std::span<float> x0);

 private:
  // The network's own output for `copies` copies of x side by side.
  std::vector<float> evaluate(Executable& unet, std::span<const float> x, double timestep,
                              size_t copies) const;

  Setup setup_;
};

}  // namespace evenlight
