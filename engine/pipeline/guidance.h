#pragma once

#include <limits>
#include <span>

namespace evenlight {

// Classifier-free guidance. Ho & Salimans 2022 (arXiv 2207.12598).
struct Guidance {
  double scale = 7.0;    // 1: the positive prediction alone
  double rescale = 0.0;  // 0 … 1: how much of the positive prediction's spread is restored
  double sigma_low = 0.0;
  double sigma_high = std::numeric_limits<double>::infinity();

  // Whether the negative prediction matters at this σ (the variance-exploding scale).
  bool acts_at(double sigma) const {
    return scale != 1.0 && sigma >= sigma_low && sigma <= sigma_high;
  }
};

// out = negative + scale·(positive - negative), per image of `image_size` numbers; all spans
// [images,image_size]. With rescale, each image is brought towards the standard deviation of its
// positive prediction: Lin et al. 2023 (arXiv 2305.08891), section 3.4.
void guide(const Guidance& guidance, std::span<const float> negative,
           std::span<const float> positive, size_t image_size, std::span<float> out);

}  // namespace evenlight
