// DDIM as CFG++ (Chung et al. 2024, arXiv 2406.08070): see euler_cfg_pp and ddim.
// AUTOMATIC1111/stable-diffusion-webui:modules/sd_samplers_timesteps_impl.py, ddim_cfgpp.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void ddim_cfg_pp(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent unguided(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const NoiseLevel& from = loop.level(i);
    const NoiseLevel& to = loop.end(i);
    loop.predict(x, from, x0, unguided);
    loop.report(i, x0);
    const double lost = 1.0 - (from.alpha * from.alpha) / (to.alpha * to.alpha);
    const double up = loop.eta() * (to.sigma / from.sigma) * std::sqrt(std::max(lost, 0.0));
    const double direction = std::sqrt(std::max(to.sigma * to.sigma - up * up, 0.0));
    mix(x, direction / from.sigma, to.alpha, x0, -direction * from.alpha / from.sigma, unguided);
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
