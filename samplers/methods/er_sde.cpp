// Cui et al. 2023, "Elucidating the Solution Space of Extended Reverse-Time SDE for Diffusion
// Models" (arXiv 2309.06169), ER-SDE-Solver-3 with their fifth noise function φ.
// QinpengCui/ER-SDE-Solver:er_sde_solver.py;
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_er_sde.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

// φ; eta takes its noise away until, at 0, φ(σ) = σ is left, which draws none: the flow.
double noise_scale(double sigma, double eta) {
  return sigma * std::pow(std::exp(std::pow(sigma, 0.3)) + 10.0, eta);
}

// ∫ 1/φ and ∫ (σ − from)/φ from `to` to `from`, as sums over 200 points from the lower end.
struct Integrals {
  double plain = 0;
  double linear = 0;
};
Integrals integrals(double from, double to, double eta) {
  constexpr int points = 200;
  const double width = (from - to) / points;
  Integrals sums;
  for (int k = 0; k < points; ++k) {
    const double sigma = to + k * width;
    sums.plain += width / noise_scale(sigma, eta);
    sums.linear += width * (sigma - from) / noise_scale(sigma, eta);
  }
  return sums;
}

}  // namespace

void er_sde(Loop& loop, std::span<float> x) {
  Latent x0(x.size()), last(x.size());
  std::vector<double> slope(x.size()), last_slope(x.size());  // of x0 over σ
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    if (to == 0) {
      step_towards(x, x0, from, to);
      continue;
    }
    const double eta = loop.eta();
    const double ratio = noise_scale(to, eta) / noise_scale(from, eta);
    mix(x, ratio, 1.0 - ratio, x0);
    // What the terminal σ of a model says is no slope to carry on.
    const int known = i - loop.first_noisy_step() + 1;
    if (known >= 2) {
      const Integrals sums = integrals(from, to, eta);
      const double dt = to - from;
      const double first = dt + sums.plain * noise_scale(to, eta);
      for (size_t e = 0; e < x.size(); ++e) {
        slope[e] = (double{x0[e]} - last[e]) / (from - loop.sigma(i - 1));
        x[e] = float(x[e] + first * slope[e]);
      }
      if (known >= 3) {
        const double second = dt * dt / 2 + sums.linear * noise_scale(to, eta);
        const double width = (from - loop.sigma(i - 2)) / 2;
        for (size_t e = 0; e < x.size(); ++e) {
          x[e] = float(x[e] + second * (slope[e] - last_slope[e]) / width);
        }
      }
      std::swap(slope, last_slope);
    }
    if (eta > 0) {
      const double up = std::sqrt(std::max(to * to - from * from * ratio * ratio, 0.0));
      add(x, up, loop.noise());
    }
    std::swap(x0, last);
  }
}

}  // namespace evenlight::samplers
