// Lu et al. 2022, "DPM-Solver" (arXiv 2206.00927), appendix C: steps of third order as wide as
// their difference to second order allows. crowsonkb/k-diffusion:k_diffusion/sampling.py,
// sample_dpm_adaptive, with its defaults. After so many evaluations that nothing is gained any
// more, the rest of the way is walked in equal steps, whatever they miss.
#include "samplers/methods/dpm_range.h"
#include "samplers/methods/dpm_solver.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr double first_width = 0.05;
constexpr double relative = 0.05, absolute = 0.0078;
constexpr double accepted_factor = 0.81;
constexpr int most_steps = 200;  // three evaluations each
constexpr int last_steps = 10;

// The root mean square of what third order differs from second, in units of what is allowed.
double error_of(const Latent& low, const Latent& high, const Latent& before) {
  double sum = 0;
  for (size_t e = 0; e < low.size(); ++e) {
    const double size = std::max(std::abs(double{low[e]}), std::abs(double{before[e]}));
    const double share = (double{low[e]} - high[e]) / std::max(absolute, relative * size);
    sum += share * share;
  }
  return std::sqrt(sum / double(low.size()));
}

// By how much the next step is wider.
double widened(double error, double order) {
  return 1.0 + std::atan(std::pow(1.0 / (error + 1e-8), 1.0 / order) - 1.0);
}

}  // namespace

void dpm_adaptive(Loop& loop, std::span<float> x) {
  const DpmRange range(loop, x);
  const double order = loop.eta() > 0 ? 1.5 : 3.0;
  Latent before(x.begin(), x.end());  // x by second order, one step earlier
  Latent low, high;
  double width = first_width;
  double t = range.start;
  for (int step = 0; t < range.end - 1e-5; ++step) {
    const bool any_width = step >= most_steps;
    if (step == most_steps) width = (range.end - t) / last_steps;
    const double to = std::min(range.end, t + width);
    const auto [end, up] = ancestral_step(t, to, range.end, loop.eta());
    DpmSolverStep solver(loop, x, t);
    loop.report_at(range.step_at(t), std::exp(-t), solver.x0());
    solver.second_order(end, 1.0 / 3, low);
    solver.third_order(end, high);
    const double factor = widened(error_of(low, high, before), order);
    if (!any_width) width *= factor;
    if (factor < accepted_factor && !any_width) continue;
    before = low;
    std::ranges::copy(high, x.begin());
    if (up > 0) add(x, up, loop.noise());
    t = to;
  }
}

}  // namespace evenlight::samplers
