// Karras et al. 2022 (arXiv 2206.00364), algorithm 2 without churn.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_euler (which also draws noise that it does
// not use).
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void euler(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    step_towards(x, x0, loop.sigma(i), loop.sigma(i + 1));
  }
}

}  // namespace evenlight::samplers
