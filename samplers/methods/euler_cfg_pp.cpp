// Chung et al. 2024, "CFG++: Manifold-constrained Classifier Free Guidance for Diffusion Models"
// (arXiv 2406.08070): the clean latent is guided, the noise that is added back is that of the
// prediction without guidance.
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_euler_ancestral_cfg_pp.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

void walk(Loop& loop, std::span<float> x, double eta) {
  Latent x0(x.size());
  Latent unguided(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0, unguided);
    loop.report(i, x0);
    const auto [down, up] = ancestral(from, to, eta);
    mix(x, down / from, 1.0, x0, -down / from, unguided);
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace

void euler_cfg_pp(Loop& loop, std::span<float> x) {
  walk(loop, x, 0.0);
}

void euler_ancestral_cfg_pp(Loop& loop, std::span<float> x) {
  walk(loop, x, loop.eta());
}

}  // namespace evenlight::samplers
