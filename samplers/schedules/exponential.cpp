// Evenly spaced log σ. crowsonkb/k-diffusion:k_diffusion/sampling.py, get_sigmas_exponential and,
// with its default rho of 1 the same, get_sigmas_polyexponential.
#include <cmath>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> exponential_sigmas(const NoiseSchedule& noise, int steps) {
  const double most = std::log(noise.sigma_max());
  const double least = std::log(noise.sigma_min());
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    sigmas.push_back(std::exp(point_between(most, least, i, steps)));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
