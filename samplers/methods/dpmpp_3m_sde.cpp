// Lu et al. 2022, "DPM-Solver++" (arXiv 2211.01095), carried on to a third-order multistep SDE by
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpmpp_3m_sde; noise as in dpmpp_sde.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

// Weights of the latest prediction, the one before and the one before that.
struct Weights {
  double now;
  double last;
  double older;
};

// a = h·(1 + eta); r0, r1 = the two steps before, relative to h. The predictions are extrapolated
// by their divided differences of first and second order; without enough of them (`known` of 3) by
// fewer.
Weights weights(double a, double r0, double r1, int known) {
  const double towards = -std::expm1(-a);
  if (known == 1) return {towards, 0.0, 0.0};
  const double phi2 = std::expm1(-a) / a + 1.0;
  if (known == 2) return {towards + phi2 / r0, -phi2 / r0, 0.0};
  const double phi3 = phi2 / a - 0.5;
  // d1 = d10 + (d10 − d11)·r0/(r0+r1), d2 = (d10 − d11)/(r0+r1); the step adds phi2·d1 − phi3·d2.
  const double curvature = (phi2 * r0 - phi3) / (r0 + r1);
  const double on_d10 = (phi2 + curvature) / r0;
  const double on_d11 = -curvature / r1;
  return {towards + on_d10, on_d11 - on_d10, -on_d11};
}

}  // namespace

void dpmpp_3m_sde(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent last(x.size());
  Latent older(x.size());
  const auto width = [&](int i) { return std::log(loop.sigma(i) / loop.sigma(i + 1)); };
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    if (to == 0) {
      step_towards(x, x0, from, to);
      continue;
    }
    const double h = width(i);
    const double a = h * (1.0 + loop.eta());
    const double r0 = i >= 1 ? width(i - 1) / h : 1.0;
    const double r1 = i >= 2 ? width(i - 2) / h : 1.0;
    // Over so large a range of σ, schedules of timesteps end in a step much longer than those
    // before it, and what they say is too little to extrapolate it from.
    const bool too_long = loop.starts_at_pure_noise() && r0 < 0.5;
    const Weights w = weights(a, r0, r1, too_long ? 1 : std::min(i + 1, 3));
    mix(x, std::exp(-a), w.now, x0, w.last, last);
    add(x, w.older, older);
    const double up = to * std::sqrt(-std::expm1(-2.0 * h * loop.eta()));
    if (up > 0) add(x, up, loop.noise(from, to));
    std::swap(last, older);
    std::swap(x0, last);
  }
}

}  // namespace evenlight::samplers
