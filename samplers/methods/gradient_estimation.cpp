// Permenter & Yuan 2023, "Interpreting and Improving Diffusion Models from an Optimization
// Perspective" (arXiv 2306.04848): the slope is carried on from the one before, γ = 2; also as
// CFG++ (Chung et al. 2024, arXiv 2406.08070).
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_gradient_estimation.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr double gamma_less_one = 1.0;

// `denoise` gives x0 and what the slope points away from, which is x0 or the unguided prediction.
template <class Denoise>
void walk(Loop& loop, std::span<float> x, const Denoise& denoise) {
  Latent x0(x.size());
  Latent own(x.size());
  std::vector<double> slope(x.size()), last(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    denoise(from, x0, own);
    loop.report(i, x0);
    for (size_t e = 0; e < x.size(); ++e) slope[e] = (double{x[e]} - own[e]) / from;
    // x0 + (to/from)·(x − own)
    mix(x, to / from, 1.0, x0, -to / from, own);
    if (i > 0 && to > 0) {
      for (size_t e = 0; e < x.size(); ++e) {
        x[e] = float(x[e] + gamma_less_one * (to - from) * (slope[e] - last[e]));
      }
    }
    std::swap(slope, last);
  }
}

}  // namespace

void gradient_estimation(Loop& loop, std::span<float> x) {
  walk(loop, x, [&](double sigma, Latent& x0, Latent& own) {
    loop.denoise(x, sigma, x0);
    own = x0;
  });
}

void gradient_estimation_cfg_pp(Loop& loop, std::span<float> x) {
  walk(loop, x, [&](double sigma, Latent& x0, Latent& own) { loop.denoise(x, sigma, x0, own); });
}

}  // namespace evenlight::samplers
