#include "samplers/methods/dpm_range.h"

namespace evenlight::samplers {

// Above this σ a latent holds next to nothing of a picture; errors that a tolerance relative to it
// allows are larger than the picture.
constexpr double highest_useful = 15.0;

DpmRange::DpmRange(Loop& loop, std::span<float> x) : first(loop.first_noisy_step()) {
  double highest = loop.sigma(std::min(first, loop.steps() - 1));
  if (first > 0) {
    Latent x0(x.size());
    loop.denoise(x, loop.sigma(0), x0);
    loop.report(0, x0);
    highest = std::min(loop.sigma(1), highest_useful);
    step_towards(x, x0, loop.sigma(0), highest);
  }
  steps = loop.steps() - first;
  if (steps == 0) {
    start = end = 0;
    return;
  }
  // The plan's last σ may be high above it: with ten trailing steps a third of the noise would
  // stay.
  const double last = std::min(loop.sigma(loop.steps() - 1), loop.sigma_min());
  start = -std::log(highest);
  end = -std::log(std::min(last, highest));
}

int DpmRange::step_at(double t) const {
  const double share = (t - start) / (end - start);
  return first + std::clamp(int(share * steps), 0, steps - 1);
}

AncestralStep ancestral_step(double from, double to, double last, double eta) {
  if (eta == 0) return {to, 0.0};
  const double down = ancestral(std::exp(-from), std::exp(-to), eta).down;
  const double end = down > 0 ? std::min(last, -std::log(down)) : last;
  const double variance = std::exp(-2.0 * to) - std::exp(-2.0 * end);
  return {end, std::sqrt(std::max(variance, 0.0))};
}

}  // namespace evenlight::samplers
