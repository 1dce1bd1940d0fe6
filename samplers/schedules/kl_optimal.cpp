// Sabour et al. 2024, "Align Your Steps" (arXiv 2404.14507), theorem 3.1: evenly spaced atan σ.
// comfyanonymous/ComfyUI:comfy/samplers.py, kl_optimal_scheduler.
#include <cmath>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> kl_optimal_sigmas(const NoiseSchedule& noise, int steps) {
  const double most = std::atan(noise.sigma_max());
  const double least = std::atan(noise.sigma_min());
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    sigmas.push_back(std::tan(point_between(most, least, i, steps)));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
