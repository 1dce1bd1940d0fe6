#pragma once

#include "samplers/methods/loop.h"

namespace evenlight::samplers {

// The way of the methods that choose their own levels, over t = −log σ: from the plan's first σ to
// the model's least. As k-diffusion's they end there, with that little noise.
struct DpmRange {
  double start;
  double end;
  int steps;  // that the plan has for it
  int first;  // the number of its first step in the plan

  // Walks the step from the terminal σ of a model with zero terminal SNR, which is Euler's.
  DpmRange(Loop& loop, std::span<float> x);
  // The plan's step that t belongs to.
  int step_at(double t) const;
};

// The end of an ancestral step, over t, and the noise that is added there.
struct AncestralStep {
  double end;
  double up;
};
AncestralStep ancestral_step(double from, double to, double last, double eta);

}  // namespace evenlight::samplers
