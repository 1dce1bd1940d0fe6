// Zhang & Chen 2022, "Fast Sampling of Diffusion Models with Exponential Integrator"
// (arXiv 2204.13902), tAB-DEIS of second order: the predicted noise is extrapolated linearly in
// log σ and integrated over σ.
// huggingface/diffusers:src/diffusers/schedulers/scheduling_deis_multistep.py.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

// The integral from `from` to `to` of the line in log σ that is 0 at `from` and 1 at `last`.
double weight_of_last(double from, double to, double last) {
  const auto integral = [&](double s) { return s * (std::log(s / from) - 1.0); };
  return (integral(to) - integral(from)) / std::log(last / from);
}

}  // namespace

void deis(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  std::vector<double> noise(x.size());
  std::vector<double> last(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    for (size_t e = 0; e < x.size(); ++e) noise[e] = (double{x[e]} - x0[e]) / from;
    step_towards(x, x0, from, to);
    if (i > 0 && to > 0) {
      const double weight = weight_of_last(from, to, loop.sigma(i - 1));
      for (size_t e = 0; e < x.size(); ++e) {
        x[e] = float(x[e] + weight * (last[e] - noise[e]));
      }
    }
    std::swap(noise, last);
  }
}

}  // namespace evenlight::samplers
