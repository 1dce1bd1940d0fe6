// Zheng et al. 2024, "Trajectory Consistency Distillation" (arXiv 2402.19159), algorithm 4: jump
// beyond the next level by the share eta (the paper's γ) of its timestep, and noise back up to it.
// huggingface/diffusers:src/diffusers/schedulers/scheduling_tcd.py, step.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {

void tcd(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    const NoiseLevel& from = loop.level(i);
    const bool last = i + 1 == loop.steps();
    const NoiseLevel next = last ? loop.final_level() : loop.level(i + 1);
    const bool noisy = loop.eta() > 0 && !last;
    const NoiseLevel jump = noisy ? loop.level_at(int((1.0 - loop.eta()) * next.timestep)) : next;
    loop.predict(x, from, x0);
    loop.report(i, x0);
    // The predicted noise is (x − alpha·x0) / sigma, also where alpha is 0.
    mix(x, jump.sigma / from.sigma, jump.alpha - jump.sigma * from.alpha / from.sigma, x0);
    if (!noisy) continue;
    const double kept = next.alpha / jump.alpha;
    mix(x, kept, std::sqrt(std::max(1.0 - kept * kept, 0.0)), loop.noise());
  }
}

}  // namespace evenlight::samplers
