// The same along other noise levels than the distillation's timesteps, as k-diffusion's samplers
// walk: to the clean latent, then fresh noise up to the next σ. comfyanonymous/ComfyUI:
// comfy/k_diffusion/sampling.py, sample_lcm; AUTOMATIC1111/stable-diffusion-webui:
// modules/sd_samplers_lcm.py, sample_lcm.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void lcm_levels(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    std::ranges::copy(x0, x.begin());
    if (i + 1 < loop.steps()) add(x, loop.sigma(i + 1), loop.noise());
  }
}

}  // namespace evenlight::samplers
