// Ancestral sampling with Euler steps. crowsonkb/k-diffusion:k_diffusion/sampling.py,
// sample_euler_ancestral.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void euler_ancestral(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    const auto [down, up] = ancestral(loop.sigma(i), loop.sigma(i + 1), loop.eta());
    step_towards(x, x0, loop.sigma(i), down);
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
