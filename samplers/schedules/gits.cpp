// Chen et al. 2024, "On the Trajectory Regularity of ODE-based Diffusion Sampling" (arXiv
// 2405.11326): σ for ten steps, found by geometry-inspired time scheduling, interpolated in log σ
// for other counts. Panchovix/stable-diffusion-webui-reForge:modules/sd_schedulers.py,
// get_align_your_steps_sigmas_GITS.
#include <array>

#include "samplers/schedules/published.h"

namespace evenlight::samplers {
namespace {

using Published = std::array<double, 11>;

// By how much each σ is below that of the last training step of Stable Diffusion.
constexpr std::array<double, 10> sd1 = {1.0,    3.165,  5.829,  11.824,  20.819,
                                        36.355, 60.895, 93.685, 140.528, 155.478};
constexpr std::array<double, 10> sdxl = {1.0,    3.087,  5.693,  9.558,  14.807,
                                         22.415, 34.964, 54.533, 81.648, 115.078};

Published levels(const std::array<double, 10>& ratios) {
  constexpr double highest = 14.614642, lowest = 0.029;
  Published sigmas;
  for (size_t i = 0; i < ratios.size(); ++i) sigmas[i] = highest / ratios[i];
  sigmas.back() = lowest;
  return sigmas;
}

}  // namespace

std::vector<double> gits_sigmas(const NoiseSchedule&, int steps) {
  return interpolate_published(levels(sd1), steps);
}
std::vector<double> gits_xl_sigmas(const NoiseSchedule&, int steps) {
  return interpolate_published(levels(sdxl), steps);
}

}  // namespace evenlight::samplers
