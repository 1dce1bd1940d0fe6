// Guidance: how the predictions for several prompts become the one that the sampler follows. A
// method is one file of this folder and one row of the table in guidance.cpp.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

namespace evenlight {

// What a recipe says about it.
struct Guidance {
  double scale = 7.0;    // 1: the positive prediction alone
  double rescale = 0.0;  // 0 … 1: how much of the positive prediction's spread is restored
  double sigma_low = 0.0;
  double sigma_high = std::numeric_limits<double>::infinity();
};

// What the network is asked beside the positive prompts.
struct Extras {
  bool negative = false;
};

// The network's own outputs, [images,image_size] each; what was not asked for is empty.
struct Predictions {
  std::span<const float> positive;
  std::span<const float> negative;
  size_t image_size = 0;
};

struct GuidanceMethod {
  std::string_view id;
  // Each may be null. Whether there may be guidance at this σ (the variance-exploding scale):
  bool (*allows)(const Guidance& guidance, double sigma);
  // what it asks for:
  Extras (*wants)(const Guidance& guidance);
  // and its change of `guided`, which the rows before it made out of the positive prediction:
  void (*apply)(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);
};

// In the order in which they are applied.
std::span<const GuidanceMethod> guidance_methods();

// What is wanted at this σ, of all methods; nothing where one of them allows no guidance.
Extras extras_at(const Guidance& guidance, double sigma);
inline bool acts_at(const Guidance& guidance, double sigma) {
  return extras_at(guidance, sigma).negative;
}

// All methods on predictions that hold what extras_at asked for; without any, the positive one.
// out [images,image_size].
void guide(const Guidance& guidance, const Predictions& predictions, std::span<float> out);

}  // namespace evenlight
