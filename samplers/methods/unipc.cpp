// Zhao et al. 2023, "UniPC" (arXiv 2302.04867), B₂ of second order on the predicted clean latent:
// each evaluation first corrects the step that led to it, then predicts the next one.
// huggingface/diffusers:src/diffusers/schedulers/scheduling_unipc_multistep.py.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

// A step between two noise levels: h in log σ, and how far the step before it reached back.
struct Step {
  double from;
  double to;
  double h;
  double ratio;  // of the step before to h, negative; 0 if there was none

  Step(const Loop& loop, int i)
      : from(loop.sigma(i)), to(loop.sigma(i + 1)), h(std::log(from / to)), ratio(0) {
    if (i > 0) ratio = -std::log(loop.sigma(i - 1) / from) / h;
  }
  double towards() const { return -std::expm1(-h); }
};

// The corrected end of a step of second order (of first without `before`): weights of
// (before − start)/ratio and of end − start. The 2×2 system of the paper's equation 5.
struct Correction {
  double before;
  double end;
};
Correction correction(const Step& step, int order) {
  if (order == 1) return {0.0, 0.5};
  const double phi1 = std::expm1(-step.h);
  const double phi2 = phi1 / -step.h - 1.0;
  const double phi3 = phi2 / -step.h - 0.5;
  const double b0 = phi2 / phi1;
  const double b1 = 2.0 * phi3 / phi1;
  const double before = (b0 - b1) / (1.0 - step.ratio);
  return {before, b0 - before};
}

}  // namespace

void unipc(Loop& loop, std::span<float> x) {
  Latent x0(x.size());      // at the end of the last step
  Latent start(x.size());   // x0 at its start
  Latent before(x.size());  // x0 one step earlier
  Latent origin(x.size());  // x at its start
  int order = 1;            // of the last step
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    if (i > 0) {
      const Step last(loop, i - 1);
      const Correction c = correction(last, order);
      const double towards = last.towards();
      std::ranges::copy(origin, x.begin());
      step_towards(x, start, last.from, last.to);
      mix(x, 1.0, towards * c.end, x0, -towards * c.end, start);
      if (order == 2) {
        const double share = towards * c.before / last.ratio;
        mix(x, 1.0, share, before, -share, start);
      }
    }
    std::ranges::copy(x, origin.begin());
    const double from = loop.sigma(i), to = loop.sigma(i + 1);
    order = i == 0 || i + 1 == loop.steps() ? 1 : 2;
    step_towards(x, x0, from, to);
    if (order == 2) {
      const Step next(loop, i);
      const double share = next.towards() * 0.5 / next.ratio;
      mix(x, 1.0, share, start, -share, x0);
    }
    std::swap(before, start);
    std::swap(start, x0);
  }
}

}  // namespace evenlight::samplers
