// Luo et al. 2023, "Latent Consistency Models" (arXiv 2310.04378): a subset of the 50 timesteps of
// the distillation. huggingface/diffusers:src/diffusers/schedulers/scheduling_lcm.py,
// set_timesteps.
#include <algorithm>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<int> lcm_timesteps(const NoiseSchedule& noise, int steps) {
  // More steps than the distillation knew are spread over a grid as fine as is needed.
  const int grid = std::min(std::max(50, steps), noise.train_steps());
  const int stride = noise.train_steps() / grid;
  std::vector<int> timesteps;
  for (int i = 0; i < steps; ++i) {
    const int from_the_end = i * grid / steps;
    timesteps.push_back((grid - from_the_end) * stride - 1);
  }
  return timesteps;
}

}  // namespace evenlight::samplers
