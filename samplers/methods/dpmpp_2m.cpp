// Lu et al. 2022, "DPM-Solver++" (arXiv 2211.01095), algorithm 2 (2M).
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpmpp_2m.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpmpp_2m(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent last(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    if (i == 0 || to == 0) {
      step_towards(x, x0, from, to);
    } else {
      const double h = std::log(from / to);
      const double h_last = std::log(loop.sigma(i - 1) / from);
      const double extra = h / (2.0 * h_last);
      const double towards = 1.0 - to / from;
      mix(x, to / from, towards * (1.0 + extra), x0, -towards * extra, last);
    }
    std::swap(x0, last);
  }
}

}  // namespace evenlight::samplers
