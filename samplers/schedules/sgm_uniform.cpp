// As `normal`, but the last of steps + 1 points is left out. Stability-AI/generative-models:
// sgm/modules/diffusionmodules/discretizer.py;
// AUTOMATIC1111/stable-diffusion-webui:modules/sd_schedulers.py.
#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> sgm_uniform_sigmas(const NoiseSchedule& noise, int steps) {
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    sigmas.push_back(noise.sigma_of(point_between(noise.train_steps() - 1, 0, i, steps + 1)));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
