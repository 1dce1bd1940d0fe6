// Lu et al. 2022, "DPM-Solver++" (arXiv 2211.01095), 2S, with ancestral noise.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpmpp_2s_ancestral.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpmpp_2s_ancestral(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent middle(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    const auto [down, up] = ancestral(from, loop.sigma(i + 1), loop.eta());
    if (down > 0 && !loop.from_pure_noise(i)) {
      const double between = std::sqrt(from * down);
      middle.assign(x.begin(), x.end());
      step_towards(middle, x0, from, between);
      loop.denoise(middle, between, x0);
    }
    step_towards(x, x0, from, down);
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
