// What a method sees of a run, and the arithmetic that methods share. Latents are stored in float;
// each element of a step is computed in double and rounded once, in a fixed order.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "samplers/sampler.h"

namespace evenlight::samplers {

using Latent = std::vector<float>;

class Loop {
 public:
  Loop(const Plan& plan, const Callbacks& callbacks, double eta, size_t size)
      : plan_(plan), callbacks_(callbacks), eta_(eta), scaled_(size), noise_(size) {}

  int steps() const { return plan_.steps(); }
  double eta() const { return eta_; }

  double sigma(int i) const { return plan_.sigmas[size_t(i)]; }
  const NoiseLevel& level(int i) const { return plan_.levels[size_t(i)]; }
  const NoiseLevel& end(int i) const { return plan_.ends[size_t(i)]; }

  // Whether step i starts from the terminal σ of a model with zero terminal SNR. That latent holds
  // nothing of a picture and its σ stands for an infinite one, so a slope at the other end of the
  // step, or half-way, is weighed by thousands and tells nothing: methods take Euler's step.
  bool from_pure_noise(int i) const { return plan_.noise.is_pure_noise(sigma(i)); }
  bool starts_at_pure_noise() const { return plan_.noise.is_pure_noise(plan_.noise.sigma_max()); }

  // Of a training step, and of the end of the last step.
  NoiseLevel level_at(int timestep) const { return plan_.noise.level_at(timestep); }
  NoiseLevel final_level() const { return plan_.noise.final_level(); }

  // x0 from x in the network's own scale, and from x = x0 + σ·noise.
  void predict(std::span<const float> x, const NoiseLevel& level, std::span<float> x0);
  void denoise(std::span<const float> x, double sigma, std::span<float> x0);

  // Also what the model says without guidance, for methods whose row asks for it.
  void predict(std::span<const float> x, const NoiseLevel& level, std::span<float> x0,
               std::span<float> unguided);
  void denoise(std::span<const float> x, double sigma, std::span<float> x0,
               std::span<float> unguided);

  // Fresh unit normals, good until the next call; and those of the way between two σ, which are a
  // Brownian path's where the run has one.
  std::span<const float> noise();
  std::span<const float> noise(double from, double to);

  void report(int step, std::span<const float> x0) const;
  // Of methods that choose their own levels.
  void report_at(int step, double sigma, std::span<const float> x0) const;

  // σ after a share of the training steps, from the noisy end.
  double sigma_after(double share) const {
    return plan_.noise.sigma_of((1.0 - share) * (plan_.noise.train_steps() - 1));
  }
  double sigma_min() const { return plan_.noise.sigma_min(); }
  // The first step that does not start from pure noise.
  int first_noisy_step() const { return from_pure_noise(0) ? 1 : 0; }

 private:
  const Plan& plan_;
  const Callbacks& callbacks_;
  double eta_;
  Latent scaled_;
  Latent noise_;
};

// x ← a·x + b·y, and with further terms.
void mix(std::span<float> x, double a, double b, std::span<const float> y);
void mix(std::span<float> x, double a, double b, std::span<const float> y, double c,
         std::span<const float> z);
void add(std::span<float> x, double b, std::span<const float> y);

// The Euler step of dx/dσ = (x − x0)/σ: along the straight line from x, at noise level `from`, to
// x0. In this form no digits are lost when `from` is much larger than `to`.
inline void step_towards(std::span<float> x, std::span<const float> x0, double from, double to) {
  mix(x, to / from, 1.0 - to / from, x0);
}

// Ancestral sampling: go down to `down`, then add noise of deviation `up`, so that the level is
// `to` again. crowsonkb/k-diffusion:k_diffusion/sampling.py, get_ancestral_step.
struct Ancestral {
  double down;
  double up;
};
inline Ancestral ancestral(double from, double to, double eta) {
  const double up = std::min(to, eta * to * std::sqrt(from * from - to * to) / from);
  return {std::sqrt(to * to - up * up), up};
}

}  // namespace evenlight::samplers
