// Evenly spaced whole training steps that end with the last one, as SD-Turbo was distilled.
// lllyasviel/stable-diffusion-webui-forge:modules/sd_schedulers.py, turbo_scheduler.
#include <algorithm>
#include <cmath>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> turbo_sigmas(const NoiseSchedule& noise, int steps) {
  const float stride = float(noise.train_steps()) / float(steps);
  std::vector<double> sigmas;
  for (int i = steps; i >= 1; --i) {
    const int t = int(std::nearbyint(float(i) * stride - 1.0f));  // halves to even, as torch rounds
    sigmas.push_back(noise.sigma_of(std::clamp(t, 0, noise.train_steps() - 1)));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
