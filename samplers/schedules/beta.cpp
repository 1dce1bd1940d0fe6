// Lee et al. 2024, "Beta Sampling is All You Need" (arXiv 2407.12173): quantiles of a Beta(0.6,
// 0.6) distribution, spread over σ as AUTOMATIC1111/stable-diffusion-webui:modules/sd_schedulers.py
// (beta_scheduler) and huggingface/diffusers:src/diffusers/schedulers/scheduling_euler_discrete.py
// (_convert_to_beta) do. With zero terminal SNR σ reaches the thousands, and between that and 0
// they would leave no step for the σ where a picture takes shape: there the quantiles are spread
// over the training steps as comfyanonymous/ComfyUI:comfy/samplers.py (beta_scheduler) does for
// every model.
#include <algorithm>
#include <cmath>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {
namespace {

constexpr double shape = 0.6;  // both parameters of the distribution

// ∫ t^(a−1) (1−t)^(a−1) dt from 0 to x ≤ 1/2, by the power series of (1−t)^(a−1) integrated term by
// term.
double lower_integral(double x) {
  double coefficient = 1.0;
  double power = std::pow(x, shape);
  double sum = 0.0;
  for (int k = 0; k < 80; ++k) {
    sum += coefficient * power / (shape + k);
    coefficient *= (k + 1 - shape) / (k + 1);
    power *= x;
  }
  return sum;
}

// The value below which a share p of the distribution lies. It is symmetric, so only x ≤ 1/2 is
// searched.
double quantile(double p) {
  if (p > 0.5) return 1.0 - quantile(1.0 - p);
  const double wanted = p * 2.0 * lower_integral(0.5);
  double low = 0.0;
  double high = 0.5;
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = 0.5 * (low + high);
    (lower_integral(middle) < wanted ? low : high) = middle;
  }
  return high;
}

// ComfyUI rounds to whole training steps and leaves out those that repeat. Nobody who asks for a
// number of steps should get fewer, so where some would repeat none is rounded.
std::vector<double> over_timesteps(const NoiseSchedule& noise, int steps) {
  std::vector<double> timesteps;
  for (int i = 0; i < steps; ++i) {
    timesteps.push_back(quantile(1.0 - double(i) / steps) * (noise.train_steps() - 1));
  }
  std::vector<double> rounded = timesteps;
  for (double& t : rounded) t = std::nearbyint(t);  // halves to even, as numpy rounds
  if (std::ranges::adjacent_find(rounded) == rounded.end()) timesteps = rounded;
  for (double& t : timesteps) t = noise.sigma_of(t);
  return timesteps;
}

}  // namespace

std::vector<double> beta_sigmas(const NoiseSchedule& noise, int steps) {
  if (noise.config().zero_terminal_snr) return over_timesteps(noise, steps);
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    const double share = quantile(point_between(1, 0, i, steps));
    sigmas.push_back(noise.sigma_min() + share * (noise.sigma_max() - noise.sigma_min()));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
