// Lu et al. 2022, "DPM-Solver" (arXiv 2206.00927), DPM-Solver-fast: steps of third order of equal
// width in log σ, and what is left over of the evaluations in the last ones.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_dpm_fast.
#include "samplers/methods/dpm_range.h"
#include "samplers/methods/dpm_solver.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

std::vector<int> orders(int evaluations) {
  const int steps = evaluations / 3 + 1;
  std::vector<int> found(size_t(steps), 3);
  if (evaluations % 3 != 0) {
    found.back() = evaluations % 3;
    return found;
  }
  found.resize(size_t(steps - 2));
  found.insert(found.end(), {2, 1});
  return found;
}

}  // namespace

void dpm_fast(Loop& loop, std::span<float> x) {
  const DpmRange range(loop, x);
  if (range.steps == 0) return;
  const std::vector<int> steps = orders(range.steps);
  const auto at = [&](size_t i) {
    return range.start + (range.end - range.start) * double(i) / double(steps.size());
  };
  Latent next;
  for (size_t i = 0; i < steps.size(); ++i) {
    const auto [end, up] = ancestral_step(at(i), at(i + 1), range.end, loop.eta());
    DpmSolverStep step(loop, x, at(i));
    loop.report_at(range.step_at(at(i)), std::exp(-at(i)), step.x0());
    if (steps[i] == 1) step.first_order(end, next);
    if (steps[i] == 2) step.second_order(end, 0.5, next);
    if (steps[i] == 3) step.third_order(end, next);
    std::ranges::copy(next, x.begin());
    if (up > 0) add(x, up, loop.noise());
  }
}

}  // namespace evenlight::samplers
