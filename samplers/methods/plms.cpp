// Liu et al. 2022, "Pseudo Numerical Methods for Diffusion Models on Manifolds" (arXiv 2202.09778):
// Adams–Bashforth of up to fourth order over the predicted noise; the first step is corrected by a
// second evaluation at its end.
// huggingface/diffusers:src/diffusers/schedulers/scheduling_pndm.py, step_plms.
#include <array>
#include <deque>

#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

using Noise = std::vector<double>;

Noise noise_in(std::span<const float> x, std::span<const float> x0, const NoiseLevel& level) {
  Noise noise(x.size());
  for (size_t e = 0; e < x.size(); ++e) {
    noise[e] = (x[e] - level.alpha * double{x0[e]}) / level.sigma;
  }
  return noise;
}

// DDIM's step for this noise, equation 11.
void step_along(std::span<float> x, const Noise& noise, const NoiseLevel& from,
                const NoiseLevel& to) {
  const double scale = to.alpha / from.alpha;
  const double share = to.sigma - scale * from.sigma;
  for (size_t e = 0; e < x.size(); ++e) {
    x[e] = float(scale * x[e] + share * noise[e]);
  }
}

// Equation 12: the latest first.
constexpr std::array<std::array<double, 4>, 4> weights = {
    {{1.0},
     {3.0 / 2, -1.0 / 2},
     {23.0 / 12, -16.0 / 12, 5.0 / 12},
     {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24}}};

Noise extrapolated(const std::deque<Noise>& known) {
  Noise sum(known.front().size(), 0.0);
  for (size_t k = 0; k < known.size(); ++k) {
    for (size_t e = 0; e < sum.size(); ++e) sum[e] += weights[known.size() - 1][k] * known[k][e];
  }
  return sum;
}

}  // namespace

void plms(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  std::deque<Noise> known;
  for (int i = 0; i < loop.steps(); ++i) {
    const NoiseLevel& from = loop.level(i);
    const NoiseLevel& to = loop.end(i);
    loop.predict(x, from, x0);
    loop.report(i, x0);
    known.push_front(noise_in(x, x0, from));
    if (known.size() > weights.size()) known.pop_back();
    if (loop.from_pure_noise(i)) {
      // Pure noise holds no clean latent to scale: the step is DDIM's.
      mix(x, to.sigma / from.sigma, to.alpha - to.sigma * from.alpha / from.sigma, x0);
    } else if (i == 0 && loop.steps() > 1) {
      Latent end(x.begin(), x.end());
      step_along(end, known.front(), from, to);
      loop.predict(end, to, x0);
      Noise mean = noise_in(end, x0, to);
      for (size_t e = 0; e < mean.size(); ++e) mean[e] = (mean[e] + known.front()[e]) / 2;
      step_along(x, mean, from, to);
    } else {
      step_along(x, extrapolated(known), from, to);
    }
  }
}

}  // namespace evenlight::samplers
