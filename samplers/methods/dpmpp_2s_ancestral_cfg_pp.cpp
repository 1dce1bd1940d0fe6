// DPM++ 2S a as CFG++ (Chung et al. 2024, arXiv 2406.08070): see euler_cfg_pp and
// dpmpp_2s_ancestral. Both steps start from x moved by what guidance adds.
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_dpmpp_2s_ancestral_cfg_pp (0.3).
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void dpmpp_2s_ancestral_cfg_pp(Loop& loop, std::span<float> x) {
  Latent x0(x.size()), unguided(x.size());
  Latent middle(x.size()), x0_middle(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0, unguided);
    loop.report(i, x0);
    const auto [down, up] = ancestral(from, to, loop.eta());
    if (down == 0 || loop.from_pure_noise(i)) {
      mix(x, down / from, 1.0, x0, -down / from, unguided);
    } else {
      const double between = std::sqrt(from * down);
      middle.assign(x.begin(), x.end());
      mix(middle, 1.0, 1.0, x0, -1.0, unguided);
      step_towards(middle, x0, from, between);
      loop.denoise(middle, between, x0_middle, unguided);
      mix(x, 1.0, 1.0, x0, -1.0, unguided);  // the middle's, as there
      step_towards(x, x0_middle, from, down);
    }
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
