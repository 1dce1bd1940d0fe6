// Every (train_steps / steps)-th entry of the σ table, from the last.
// AUTOMATIC1111/stable-diffusion-webui:modules/sd_schedulers.py, simple_scheduler.
#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::vector<double> simple_sigmas(const NoiseSchedule& noise, int steps) {
  const auto& table = noise.sigmas();
  const double stride = double(table.size()) / steps;
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    sigmas.push_back(table[table.size() - 1 - size_t(i * stride)]);
  }
  return sigmas;
}

}  // namespace evenlight::samplers
