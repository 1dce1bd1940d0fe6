// Lu et al. 2022, "DPM-Solver++" (arXiv 2211.01095), SDE 2M, midpoint.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpmpp_2m_sde, solver types midpoint and
// heun; noise as in dpmpp_sde.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

namespace {

enum class Solver { midpoint, heun };

void walk(Loop& loop, std::span<float> x, Solver solver) {
  Latent x0(x.size());
  Latent last(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    if (to == 0) {
      step_towards(x, x0, from, to);
      continue;
    }
    const double h = std::log(from / to);
    const double eta_h = loop.eta() * h;
    const double towards = -std::expm1(-h - eta_h);
    const double half = solver == Solver::midpoint ? 0.5 * towards : 1.0 - towards / (h + eta_h);
    const double extra = i == 0 ? 0.0 : half * h / std::log(loop.sigma(i - 1) / from);
    mix(x, to / from * std::exp(-eta_h), towards + extra, x0, -extra, last);
    const double up = to * std::sqrt(-std::expm1(-2.0 * eta_h));
    if (up > 0) add(x, up, loop.noise(from, to));
    std::swap(x0, last);
  }
}

}  // namespace

void dpmpp_2m_sde(Loop& loop, std::span<float> x) {
  walk(loop, x, Solver::midpoint);
}

void dpmpp_2m_sde_heun(Loop& loop, std::span<float> x) {
  walk(loop, x, Solver::heun);
}

}  // namespace evenlight::samplers
