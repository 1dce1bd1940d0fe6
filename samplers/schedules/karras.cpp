// Karras et al. 2022 (arXiv 2206.00364), equation 5, over the model's whole range of σ.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, get_sigmas_karras.
#include <cmath>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> karras_sigmas(const NoiseSchedule& noise, int steps) {
  constexpr double rho = 7.0;
  const double most = std::pow(noise.sigma_max(), 1.0 / rho);
  const double least = std::pow(noise.sigma_min(), 1.0 / rho);
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    sigmas.push_back(std::pow(point_between(most, least, i, steps), rho));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
