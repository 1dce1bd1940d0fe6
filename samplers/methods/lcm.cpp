// Luo et al. 2023, "Latent Consistency Models" (arXiv 2310.04378), algorithm 3: jump to the clean
// latent, noise it again to the next level.
// huggingface/diffusers:src/diffusers/schedulers/scheduling_lcm.py, step.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void lcm(Loop& loop, std::span<float> x) {
  constexpr double sigma_data = 0.5;
  constexpr double timestep_scaling = 10.0;
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const NoiseLevel& level = loop.level(i);
    loop.predict(x, level, x0);
    // The boundary condition: at timestep 0 the model is the identity.
    const double t = level.timestep * timestep_scaling;
    const double norm = std::hypot(t, sigma_data);
    mix(x, sigma_data * sigma_data / (norm * norm), t / norm, x0);
    loop.report(i, x);
    if (i + 1 == loop.steps()) break;
    const NoiseLevel& next = loop.level(i + 1);
    mix(x, next.alpha, next.sigma, loop.noise());
  }
}

}  // namespace evenlight::samplers
