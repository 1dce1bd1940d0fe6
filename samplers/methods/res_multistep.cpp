// Zhang et al. 2023, "Improved Order Analysis and Design of Exponential Integrator for Diffusion
// Models Sampling" (arXiv 2308.02157): the multistep method of second order with their refined
// weights; also ancestral, and as CFG++ (Chung et al. 2024, arXiv 2406.08070).
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, res_multistep.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

// Weights of the predictions of this step and the one before in a step of width h in log σ; c is
// where the one before lies, relative to h.
struct Weights {
  double now;
  double last;
};
Weights weights(double h, double c) {
  const double phi1 = std::expm1(-h) / -h;
  const double phi2 = (phi1 - 1.0) / -h;
  if (c == 0) return {0.0, 0.0};
  return {h * (phi1 - phi2 / c), h * phi2 / c};
}

enum class Guided { yes, plus_plus };

void walk(Loop& loop, std::span<float> x, double eta, Guided guided) {
  Latent x0(x.size());
  Latent own(x.size());  // what is followed: x0, or the prediction without guidance
  Latent last(x.size());
  double last_down = 0;
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    if (guided == Guided::plus_plus) {
      loop.denoise(x, from, x0, own);
    } else {
      loop.denoise(x, from, x0);
      own = x0;
    }
    loop.report(i, x0);
    const auto [down, up] = ancestral(from, to, eta);
    if (down == 0 || i == 0) {
      // x0 + (down/from)·(x − own)
      mix(x, down / from, 1.0, x0, -down / from, own);
    } else {
      const double h = std::log(from / down);
      const double c = std::log(last_down / loop.sigma(i - 1)) / h;
      const Weights w = weights(h, c);
      mix(x, 1.0, 1.0, x0, -1.0, own);
      mix(x, std::exp(-h), w.now, own, w.last, last);
    }
    if (to > 0 && up > 0) add(x, up, loop.noise());
    std::swap(own, last);
    last_down = down;
  }
}

}  // namespace

void res_multistep(Loop& loop, std::span<float> x) {
  walk(loop, x, 0.0, Guided::yes);
}
void res_multistep_ancestral(Loop& loop, std::span<float> x) {
  walk(loop, x, loop.eta(), Guided::yes);
}
void res_multistep_cfg_pp(Loop& loop, std::span<float> x) {
  walk(loop, x, 0.0, Guided::plus_plus);
}
void res_multistep_ancestral_cfg_pp(Loop& loop, std::span<float> x) {
  walk(loop, x, loop.eta(), Guided::plus_plus);
}

}  // namespace evenlight::samplers
