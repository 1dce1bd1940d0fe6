// The three spacings of Lin et al. 2023 (arXiv 2305.08891), table 2, with the rounding of
// huggingface/diffusers:src/diffusers/schedulers/scheduling_ddim.py, set_timesteps.
#include <algorithm>
#include <cmath>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<int> linspace_timesteps(const NoiseSchedule& noise, int steps) {
  std::vector<int> timesteps;
  for (int i = steps - 1; i >= 0; --i) {
    const double at = point_between(0, noise.train_steps() - 1, i, steps);
    timesteps.push_back(int(std::nearbyint(at)));  // halves to even, as numpy rounds
  }
  return timesteps;
}

std::vector<int> leading_timesteps(const NoiseSchedule& noise, int steps) {
  const int stride = noise.train_steps() / steps;
  std::vector<int> timesteps;
  for (int i = steps - 1; i >= 0; --i) {
    // With as many steps as training steps the offset would point behind the table.
    timesteps.push_back(
        std::min(i * stride + noise.config().steps_offset, noise.train_steps() - 1));
  }
  return timesteps;
}

std::vector<int> trailing_timesteps(const NoiseSchedule& noise, int steps) {
  const double stride = double(noise.train_steps()) / steps;
  std::vector<int> timesteps;
  for (int i = 0; i < steps; ++i) {
    timesteps.push_back(int(std::nearbyint(noise.train_steps() - i * stride)) - 1);
  }
  return timesteps;
}

}  // namespace evenlight::samplers
