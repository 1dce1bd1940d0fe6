// Guidance: how the predictions for several prompts become the one that the sampler follows. A
// method is one file of this folder and one row of the table in guidance.cpp.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace evenlight {

struct Apg {
  bool on = false;
  double eta = 0.0;       // how much the part along the positive prediction counts
  double momentum = 0.0;  // how much of the steps before is remembered; below 0: against them
  double norm = 0.0;      // of a step, at most; 0: any
};

struct DynamicThreshold {
  bool on = false;
  double mimic = 7.0;       // the scale whose range is kept
  double percentile = 1.0;  // of the values that may not be cut off
};

// What a recipe says about it.
struct Guidance {
  double scale = 7.0;          // 1: the positive prediction alone
  bool asks_unguided = false;  // the negative prediction is wanted also at scale 1, for CFG++
  double rescale = 0.0;        // 0 … 1: how much of the positive prediction's spread is restored
  double picture_scale = 1.0;  // of a network that changes a picture it is shown
  double pag = 0.0;            // scales of what each adds; 0: nothing
  double seg = 0.0;
  double perp_neg = 0.0;  // how much of the negative prompt across to the prompt; 0: off
  bool zero_star = false;
  // The positive conditions' weights do not add up to 1, so they count from the negative prediction
  // even where the scale is 1.
  bool composes = false;
  Apg apg = {};
  DynamicThreshold threshold = {};
  double sigma_low = 0.0;
  double sigma_high = std::numeric_limits<double>::infinity();
};

// What is changed in the network's middle: self-attention attends to nothing but itself, or asks
// everywhere the same.
enum class Perturbation { none, identity, mean_query };

// What the network is asked beside the positive prompts.
struct Extras {
  bool negative = false;
  bool blind = false;  // the negative prompts without the picture that the network is shown
  bool empty = false;  // the empty prompt
  bool identity = false;
  bool mean_query = false;  // the positive prompts with that perturbation

  void add(const Extras& other) {
    negative |= other.negative;
    blind |= other.blind;
    empty |= other.empty;
    identity |= other.identity;
    mean_query |= other.mean_query;
  }
};

// What methods remember from one evaluation of a run to the next.
struct GuidanceMemory {
  std::vector<float> apg;
};

// The network's own outputs, [images,image_size] each; what was not asked for is empty.
struct Predictions {
  std::span<const float> positive;
  std::span<const float> negative;
  size_t image_size = 0;
  int64_t channels = 4;
  std::span<const float> blind = {};
  std::span<const float> empty = {};
  std::span<const float> identity = {};
  std::span<const float> mean_query = {};
  // What the outputs were made of, and the clean latents of_x·x + of_output·output that they mean.
  std::span<const float> x = {};
  double of_x = 1.0, of_output = -1.0;
  GuidanceMemory* memory = nullptr;
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
