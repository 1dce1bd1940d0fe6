// The schedules, one file each. All take 1 ≤ steps ≤ train_steps, checked by make_plan.
#pragma once

#include <vector>

#include "samplers/noise_schedule.h"

namespace evenlight::samplers {

std::vector<double> normal_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> karras_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> exponential_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> sgm_uniform_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> simple_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> beta_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> ays_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> ays_xl_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> gits_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> gits_xl_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> turbo_sigmas(const NoiseSchedule& noise, int steps);
std::vector<double> kl_optimal_sigmas(const NoiseSchedule& noise, int steps);

std::vector<int> linspace_timesteps(const NoiseSchedule& noise, int steps);
std::vector<int> leading_timesteps(const NoiseSchedule& noise, int steps);
std::vector<int> trailing_timesteps(const NoiseSchedule& noise, int steps);
std::vector<int> lcm_timesteps(const NoiseSchedule& noise, int steps);

// i-th of `count` points from `first` to `last`, both included; `first` when there is one point.
inline double point_between(double first, double last, int i, int count) {
  return count == 1 ? first : first + (last - first) * i / (count - 1);
}

}  // namespace evenlight::samplers
