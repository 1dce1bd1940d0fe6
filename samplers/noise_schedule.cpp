#include "samplers/noise_schedule.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "samplers/argument_error.h"

namespace evenlight::samplers {
namespace {

void require(bool ok, const char* sentence) {
  if (!ok) throw ArgumentError(sentence);
}

void check(const NoiseConfig& c) {
  require(c.train_steps >= 2 && c.train_steps <= 100000,
          "the number of training steps must lie between 2 and 100000");
  require(c.beta_start > 0 && c.beta_start <= c.beta_end && c.beta_end < 1,
          "the betas must satisfy 0 < beta_start <= beta_end < 1");
  require(c.steps_offset >= 0 && c.steps_offset < c.train_steps,
          "steps_offset must lie between 0 and the number of training steps");
}

// Cumulative products of 1 − β. Computed in double and rounded to float, as
// CompVis/stable-diffusion stores them.
std::vector<double> cumulative_alphas(const NoiseConfig& c) {
  const bool scaled = c.curve == BetaCurve::scaled_linear;
  const double from = scaled ? std::sqrt(c.beta_start) : c.beta_start;
  const double to = scaled ? std::sqrt(c.beta_end) : c.beta_end;
  std::vector<double> bars(size_t(c.train_steps));
  double product = 1.0;
  for (int t = 0; t < c.train_steps; ++t) {
    const double root = from + (to - from) * t / (c.train_steps - 1);
    product *= 1.0 - (scaled ? root * root : root);
    bars[size_t(t)] = product;
  }
  return bars;
}

// Lin et al. 2023, "Common Diffusion Noise Schedules and Sample Steps are Flawed" (arXiv
// 2305.08891), algorithm 1: shift √ᾱ so that the last one is 0, scale it so that the first one
// stays.
void rescale_to_zero_terminal_snr(std::vector<double>& bars) {
  const double first = std::sqrt(bars.front());
  const double last = std::sqrt(bars.back());
  for (double& bar : bars) {
    const double root = (std::sqrt(bar) - last) * first / (first - last);
    bar = root * root;
  }
  bars.back() = 0.0;
}

}  // namespace

NoiseSchedule::NoiseSchedule(const NoiseConfig& config) : config_(config) {
  check(config_);
  alpha_bars_ = cumulative_alphas(config_);
  if (config_.zero_terminal_snr) rescale_to_zero_terminal_snr(alpha_bars_);
  for (double& bar : alpha_bars_) bar = float(bar);

  constexpr double min_alpha_bar = 0x1p-24;
  for (const double bar : alpha_bars_) {
    const auto alpha_bar = float(std::max(bar, min_alpha_bar));
    sigmas_.push_back(std::sqrt((1.0f - alpha_bar) / alpha_bar));
    log_sigmas_.push_back(std::log(double(sigmas_.back())));
  }
  for (size_t t = 1; t < sigmas_.size(); ++t) {
    require(sigmas_[t] > sigmas_[t - 1], "the betas give noise levels that do not rise");
  }
}

bool NoiseSchedule::is_pure_noise(double sigma) const {
  // Schedules that compute with σ come back to the last one by a few roundings only.
  return config_.zero_terminal_snr && sigma >= sigma_max() * (1.0 - 1e-5);
}

double NoiseSchedule::sigma_of(double timestep) const {
  const double t = std::clamp(timestep, 0.0, double(train_steps() - 1));
  const auto low = size_t(t);
  const double share = t - double(low);
  if (share == 0.0) return sigmas_[low];
  return std::exp((1.0 - share) * log_sigmas_[low] + share * log_sigmas_[low + 1]);
}

double NoiseSchedule::timestep_of(double sigma) const {
  require(sigma > 0, "a noise level without noise has no timestep");
  const double log_sigma = std::log(sigma);
  const auto above = std::upper_bound(log_sigmas_.begin(), log_sigmas_.end(), log_sigma);
  if (above == log_sigmas_.begin()) return 0.0;
  if (above == log_sigmas_.end()) return train_steps() - 1;
  const auto high = size_t(above - log_sigmas_.begin());
  const double low_log = log_sigmas_[high - 1];
  return double(high - 1) + (log_sigma - low_log) / (log_sigmas_[high] - low_log);
}

NoiseLevel NoiseSchedule::level_at(int timestep) const {
  const double bar = alpha_bar(timestep);
  return {double(timestep), std::sqrt(bar), std::sqrt(1.0 - bar)};
}

NoiseLevel NoiseSchedule::level_of_sigma(double sigma) const {
  if (sigma == 0.0) return {};
  const double alpha = 1.0 / std::sqrt(1.0 + sigma * sigma);
  const double timestep = timestep_of(sigma);
  return {config_.whole_timesteps ? std::round(timestep) : timestep, alpha, sigma * alpha};
}

NoiseLevel NoiseSchedule::final_level() const {
  const double bar = final_alpha_bar();
  return {0.0, std::sqrt(bar), std::sqrt(1.0 - bar)};
}

}  // namespace evenlight::samplers
