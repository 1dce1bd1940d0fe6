// The single steps of DPM-Solver, which DPM fast and DPM adaptive put together.
#pragma once

#include <span>
#include <vector>

#include "samplers/methods/loop.h"

namespace evenlight::samplers {

// Lu et al. 2022, "DPM-Solver" (arXiv 2206.00927), algorithms 1 to 3, over t = −log σ: steps from
// one start, which share what they evaluate on the way.
class DpmSolverStep {
 public:
  // Evaluates at the start. x must live as long.
  DpmSolverStep(Loop& loop, std::span<const float> x, double t);

  const Latent& x0() const { return x0_; }

  // Each: x at `end`, into out.
  void first_order(double end, Latent& out) const;
  void second_order(double end, double r, Latent& out);
  void third_order(double end, Latent& out);

 private:
  using Noise = std::vector<double>;

  Noise noise_in(std::span<const float> x, double t);
  // At the share r of the way to `end`; found once.
  const Noise& noise_at(double end, double r);

  Loop& loop_;
  std::span<const float> x_;
  double t_;
  Latent x0_;
  Noise start_;
  Noise middle_;
  double middle_at_ = 0;  // the t that middle_ is of; 0 is none
};

}  // namespace evenlight::samplers
