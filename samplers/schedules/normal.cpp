// Evenly spaced fractional timesteps. crowsonkb/k-diffusion:k_diffusion/external.py,
// DiscreteSchedule.get_sigmas.
#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> normal_sigmas(const NoiseSchedule& noise, int steps) {
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    sigmas.push_back(noise.sigma_of(point_between(noise.train_steps() - 1, 0, i, steps)));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
