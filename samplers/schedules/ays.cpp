// Sabour et al. 2024, "Align Your Steps" (arXiv 2404.14507): published σ for ten steps,
// interpolated in log σ for other counts.
// AUTOMATIC1111/stable-diffusion-webui:modules/sd_schedulers.py, get_align_your_steps_sigmas.
#include <array>

#include "samplers/schedules/published.h"

namespace evenlight::samplers {
namespace {

using Published = std::array<double, 11>;

constexpr Published sd1 = {14.615, 6.475, 3.861, 2.697, 1.886, 1.396,
                           0.963,  0.652, 0.399, 0.152, 0.029};
constexpr Published sdxl = {14.615, 6.315, 3.771, 2.181, 1.342, 0.862,
                            0.555,  0.380, 0.234, 0.113, 0.029};

}  // namespace

std::vector<double> ays_sigmas(const NoiseSchedule&, int steps) {
  return interpolate_published(sd1, steps);
}
std::vector<double> ays_xl_sigmas(const NoiseSchedule&, int steps) {
  return interpolate_published(sdxl, steps);
}

}  // namespace evenlight::samplers
