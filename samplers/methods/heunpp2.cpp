// Heun++: the mean of up to three slopes, at the start of the step, at its end and at the end of
// the next, weighed by how much of the first σ is left there. comfyanonymous/ComfyUI:
// comfy/k_diffusion/sampling.py, sample_heunpp2; Carzit/sd-webui-samplers-scheduler.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

using Slope = std::vector<double>;

void slope_at(Loop& loop, std::span<const float> x, double sigma, Latent& x0, Slope& slope) {
  loop.denoise(x, sigma, x0);
  for (size_t e = 0; e < slope.size(); ++e) slope[e] = (double{x[e]} - x0[e]) / sigma;
}

}  // namespace

void heunpp2(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent ahead(x.size());
  Slope first(x.size()), second(x.size()), third(x.size());
  const double highest = loop.sigma(std::min(loop.first_noisy_step(), loop.steps() - 1));
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    slope_at(loop, x, from, x0, first);
    loop.report(i, x0);
    if (to == 0 || loop.from_pure_noise(i)) {
      step_towards(x, x0, from, to);
      continue;
    }
    const double beyond = loop.sigma(i + 2);
    ahead.assign(x.begin(), x.end());
    step_towards(ahead, x0, from, to);
    slope_at(loop, ahead, to, x0, second);
    const double slopes = beyond > 0 ? 3.0 : 2.0;
    const double w2 = to / (slopes * highest);
    const double w3 = beyond / (slopes * highest);
    if (beyond > 0) {
      step_towards(ahead, x0, to, beyond);
      slope_at(loop, ahead, beyond, x0, third);
    }
    for (size_t e = 0; e < x.size(); ++e) {
      const double mean = (1.0 - w2 - w3) * first[e] + w2 * second[e] + w3 * third[e];
      x[e] = float(x[e] + (to - from) * mean);
    }
  }
}

}  // namespace evenlight::samplers
