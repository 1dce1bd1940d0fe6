// Karras et al. 2022 (arXiv 2206.00364), algorithm 2 without churn: Euler, then the mean of both
// slopes. crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_heun.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void heun(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent ahead(x.size());
  Latent x0_ahead(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    // Few steps from there fall so far in one that the second slope is weighed by tens again.
    const bool falls_too_far = loop.starts_at_pure_noise() && from > 30.0 * to;
    if (to == 0 || loop.from_pure_noise(i) || falls_too_far) {
      step_towards(x, x0, from, to);
      continue;
    }
    ahead.assign(x.begin(), x.end());
    step_towards(ahead, x0, from, to);
    loop.denoise(ahead, to, x0_ahead);
    // The mean of both slopes is the first, (ahead − x0)/to, plus half of (x0 − x0_ahead)/to.
    const double half = 0.5 * (to - from) / to;
    mix(x, to / from, 1.0 - to / from + half, x0, -half, x0_ahead);
  }
}

}  // namespace evenlight::samplers
