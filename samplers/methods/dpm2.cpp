// Lu et al. 2022, "DPM-Solver" (arXiv 2206.00927), second order: the slope in the middle (in log σ)
// of the step. crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpm_2.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpm2(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent middle(x.size());
  Latent x0_middle(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    if (to == 0 || loop.from_pure_noise(i)) {
      step_towards(x, x0, from, to);
      continue;
    }
    const double between = std::sqrt(from * to);
    middle.assign(x.begin(), x.end());
    step_towards(middle, x0, from, between);
    loop.denoise(middle, between, x0_middle);
    // x + (to − from)·(middle − x0_middle)/between, with middle written out so that nothing large
    // cancels.
    const double slope = (to - from) / between;
    mix(x, to / from, slope * (1.0 - between / from), x0, -slope, x0_middle);
  }
}

}  // namespace evenlight::samplers
