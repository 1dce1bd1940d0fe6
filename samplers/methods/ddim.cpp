// Song et al. 2020, "Denoising Diffusion Implicit Models" (arXiv 2010.02502), equations 12 and 16.
// huggingface/diffusers:src/diffusers/schedulers/scheduling_ddim.py, step.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void ddim(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const NoiseLevel& from = loop.level(i);
    const NoiseLevel& to = loop.end(i);
    loop.predict(x, from, x0);
    loop.report(i, x0);
    // Equation 16, with σ_t² = η²·(1−ᾱ')/(1−ᾱ)·(1−ᾱ/ᾱ').
    const double lost = 1.0 - (from.alpha * from.alpha) / (to.alpha * to.alpha);
    const double up = loop.eta() * (to.sigma / from.sigma) * std::sqrt(std::max(lost, 0.0));
    const double direction = std::sqrt(std::max(to.sigma * to.sigma - up * up, 0.0));
    // The predicted noise is (x − alpha·x0) / sigma, also where alpha is 0.
    mix(x, direction / from.sigma, to.alpha - direction * from.alpha / from.sigma, x0);
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
