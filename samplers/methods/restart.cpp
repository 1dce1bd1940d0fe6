// Xu et al. 2023, "Restart Sampling for Improving Generative Processes" (arXiv 2306.14878): Heun's
// steps, and from σ 0.1 the noise of σ 2 is laid over again and taken away once or twice more.
// AUTOMATIC1111/stable-diffusion-webui:modules/sd_samplers_extra.py, restart_sampler, which leaves
// out the restart below 20 steps and walks along Karras' levels above. With eta 0 there is none.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr double restart_from = 0.1, restart_at = 2.0;

struct Step {
  double from;
  double to;
};

// `count` levels from `high` to `low` (Karras et al. 2022, equation 5). k-diffusion keeps them in
// single precision.
std::vector<double> karras(int count, double low, double high) {
  constexpr double rho = 7.0;
  const double most = std::pow(high, 1.0 / rho), least = std::pow(low, 1.0 / rho);
  std::vector<double> levels;
  for (int i = 0; i < count; ++i) {
    const double share = count == 1 ? 0.0 : double(i) / (count - 1);
    levels.push_back(float(std::pow(most + share * (least - most), rho)));
  }
  return levels;
}

size_t nearest(const std::vector<double>& levels, double wanted) {
  const auto closer = [&](double a, double b) {
    return std::abs(a - wanted) < std::abs(b - wanted);
  };
  return size_t(std::ranges::min_element(levels, closer) - levels.begin());
}

// The plan's levels from `first` on with the restarts in them, as many steps as it has.
std::vector<Step> steps_of(const Loop& loop, int first) {
  const int steps = loop.steps() - first;
  std::vector<double> levels;
  for (int i = first; i <= loop.steps(); ++i) levels.push_back(loop.sigma(i));
  int restart_steps = 0, restarts = 0;
  if (steps >= 20 && loop.eta() > 0) {
    restarts = steps >= 36 ? 2 : 1;
    restart_steps = steps >= 36 ? steps / 4 : 9;
    levels = karras(steps - restart_steps * restarts, levels[size_t(steps) - 1], levels[0]);
    levels.push_back(0.0);
  }
  const size_t low = nearest(levels, restart_from), high = nearest(levels, restart_at);
  std::vector<Step> found;
  for (size_t i = 0; i + 1 < levels.size(); ++i) {
    found.push_back({levels[i], levels[i + 1]});
    if (i + 1 != low || high >= low) continue;
    const std::vector<double> again = karras(restart_steps + 1, levels[low], levels[high]);
    for (int k = 0; k < restarts; ++k) {
      for (size_t j = 0; j + 1 < again.size(); ++j) found.push_back({again[j], again[j + 1]});
    }
  }
  return found;
}

}  // namespace

void restart(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent ahead(x.size());
  Latent x0_ahead(x.size());
  const int first = loop.first_noisy_step();
  std::vector<Step> steps = steps_of(loop, first);
  if (first > 0) steps.insert(steps.begin(), {loop.sigma(0), loop.sigma(1)});
  for (size_t i = 0; i < steps.size(); ++i) {
    const auto [from, to] = steps[i];
    if (i > 0 && steps[i - 1].to < from) {
      add(x, std::sqrt(from * from - steps[i - 1].to * steps[i - 1].to), loop.noise());
    }
    loop.denoise(x, from, x0);
    loop.report_at(int(i), from, x0);
    const bool falls_too_far = loop.starts_at_pure_noise() && from > 30.0 * to;
    if (to == 0 || (first > 0 && i == 0) || falls_too_far) {
      step_towards(x, x0, from, to);
      continue;
    }
    ahead.assign(x.begin(), x.end());
    step_towards(ahead, x0, from, to);
    loop.denoise(ahead, to, x0_ahead);
    // The mean of both slopes: see heun.
    const double half = 0.5 * (to - from) / to;
    mix(x, to / from, 1.0 - to / from + half, x0, -half, x0_ahead);
  }
}

}  // namespace evenlight::samplers
