// Lu et al. 2022, "DPM-Solver++" (arXiv 2211.01095), 2S as an SDE with r = 1/2.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpmpp_sde. Along a Brownian path
// (brownian.h) a run is the limit of finer runs of the same seed; where the noise of each half step
// is drawn afresh, it is not.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpmpp_sde(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent middle(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    if (to == 0) {
      step_towards(x, x0, from, to);
      continue;
    }
    if (!loop.from_pure_noise(i)) {
      const double between = std::sqrt(from * to);
      const Ancestral half = ancestral(from, between, loop.eta());
      middle.assign(x.begin(), x.end());
      step_towards(middle, x0, from, half.down);
      if (half.up > 0) add(middle, half.up, loop.noise(from, between));
      // With r = 1/2 the first prediction has no weight in the step.
      loop.denoise(middle, between, x0);
    }
    const Ancestral whole = ancestral(from, to, loop.eta());
    step_towards(x, x0, from, whole.down);
    if (whole.up > 0) add(x, whole.up, loop.noise(from, to));
  }
}

}  // namespace evenlight::samplers
