// As dpm2, to the lower level of an ancestral step. crowsonkb/k-diffusion:k_diffusion/sampling.py,
// sample_dpm_2_ancestral.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpm2_ancestral(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent middle(x.size());
  Latent x0_middle(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    const auto [down, up] = ancestral(from, loop.sigma(i + 1), loop.eta());
    if (down == 0 || loop.from_pure_noise(i)) {
      step_towards(x, x0, from, down);
    } else {
      const double between = std::sqrt(from * down);
      middle.assign(x.begin(), x.end());
      step_towards(middle, x0, from, between);
      loop.denoise(middle, between, x0_middle);
      // x + (down − from)·(middle − x0_middle)/between, with middle written out so that nothing
      // large cancels.
      const double slope = (down - from) / between;
      mix(x, down / from, slope * (1.0 - between / from), x0, -slope, x0_middle);
    }
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
