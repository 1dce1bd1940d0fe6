// Parts of a picture that stay, while the rest is painted anew by a network that knows nothing of
// masks.
#pragma once

#include <span>
#include <vector>

#include "engine/pipeline/sampling.h"

namespace evenlight {

// What stays is, at every noise level, the clean latent under its own noise: so the network sees
// it, and its prediction there is replaced by the clean latent, so that every sampler, which treats
// all elements alike, comes to it in the end. The first evaluation of a run from pure noise sees
// only that. With a hard mask and Euler's method this is the blend after each step of
// huggingface/diffusers: pipeline_stable_diffusion_inpaint.py.
//
// A soft mask says for how long something stays: what has share s is released after 1 − s of the
// steps. Levin & Fried 2023, "Differential Diffusion" (arXiv 2306.00950).
class Keep {
 public:
  // picture and noise [images,channels,h,w]; share [h,w]: 1 is new.
  Keep(const Sampling& sampling, std::span<const float> picture, std::span<const float> noise,
       std::vector<float> share);

  // The latent as the network shall see it at that level: x, in its own scale, with what stays.
  // Good until the next call.
  std::span<const float> shown(std::span<const float> x, const samplers::NoiseLevel& level);
  // What stays, in a prediction of the clean latent at the level that was shown last.
  void put_back(std::span<float> x0) const;
  // At the end: what is never released is exactly the picture.
  void finish(std::span<float> latent) const;

 private:
  bool stays(size_t element, double progress) const {
    return 1.0 - double(share_[element % share_.size()]) > progress;
  }

  const Sampling& sampling_;
  std::span<const float> picture_, noise_;
  std::vector<float> share_;
  std::vector<float> shown_;
  double progress_ = 0;  // of the steps, at the level that was shown last
  bool first_ = true;
};

}  // namespace evenlight
