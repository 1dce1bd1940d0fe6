// DPM++ 2M as CFG++ (Chung et al. 2024, arXiv 2406.08070): see euler_cfg_pp and dpmpp_2m.
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_dpmpp_2m_cfg_pp.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpmpp_2m_cfg_pp(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  Latent unguided(x.size());
  Latent last(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0, unguided);
    loop.report(i, x0);
    mix(x, to / from, 1.0, x0, -to / from, unguided);
    if (i > loop.first_noisy_step() && to > 0) {
      const double h = std::log(from / to);
      const double h_last = std::log(loop.sigma(i - 1) / from);
      const double extra = (1.0 - to / from) * h / (2.0 * h_last);
      mix(x, 1.0, extra, x0, -extra, last);
    }
    std::swap(unguided, last);
  }
}

}  // namespace evenlight::samplers
