// Zhang & Chen 2022 (arXiv 2204.13902), improved PNDM: Adams–Bashforth of up to fourth order over
// the slopes before. IPNDM has the weights of even steps, IPNDM_V those of the steps there are.
// zju-pi/diff-sampler:diff-solvers-main/solvers.py, ipndm_sampler;
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_ipndm and sample_ipndm_v.
#include <array>
#include <cstddef>
#include <deque>

#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr size_t highest_order = 4;
using Slope = std::vector<double>;
using Weights = std::array<double, highest_order>;  // the latest first

constexpr std::array<Weights, highest_order> even_weights = {
    {{1.0},
     {3.0 / 2, -1.0 / 2},
     {23.0 / 12, -16.0 / 12, 5.0 / 12},
     {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24}}};

Weights even(const Loop&, int, size_t order) {
  return even_weights[order - 1];
}

// The divided differences of the slopes, integrated over the step as that source has them.
Weights uneven(const Loop& loop, int i, size_t order) {
  const auto width = [&](int back) { return loop.sigma(i - back + 1) - loop.sigma(i - back); };
  // From steps much shorter than this one, as GITS' last, the slopes would be carried on too far.
  for (size_t back = 1; back < order; ++back) {
    if (width(0) < 2.0 * width(int(back))) order = back;
  }
  if (order == 1) return {1.0};
  const double h = width(0), h1 = width(1);
  Weights weights = {(2 + h / h1) / 2, -(h / h1) / 2};
  if (order == 2) return weights;
  const double h2 = width(2);
  const double second = (1 - h / (3 * (h + h1)) * (h * (h + h1)) / (h1 * (h1 + h2))) / 2;
  weights[0] += second;
  weights[1] -= (1 + h1 / h2) * second;
  weights[2] = second * h1 / h2;
  if (order == 3) return weights;
  const double h3 = width(3);
  const double share =
      (1 - h / (3 * (h + h1))) / 2 + (1 - h / (2 * (h + h1))) * h / (6 * (h + h1 + h2));
  const double third = share * (h * (h + h1) * (h + h1 + h2)) / (h1 * (h1 + h2) * (h1 + h2 + h3));
  const double ratio = h1 * (h1 + h2) / (h2 * (h2 + h3));
  weights[0] += third;
  weights[1] -= (1 + h1 / h2 + ratio) * third;
  weights[2] += (h1 / h2 + ratio * (1 + h2 / h3)) * third;
  weights[3] = -third * ratio * h1 / h2;
  return weights;
}

void walk(Loop& loop, std::span<float> x, Weights (*weights_of)(const Loop&, int, size_t)) {
  Latent x0(x.size());
  std::deque<Slope> slopes;  // the latest first
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    Slope slope(x.size());
    for (size_t e = 0; e < x.size(); ++e) slope[e] = (double{x[e]} - x0[e]) / from;
    slopes.push_front(std::move(slope));
    if (slopes.size() > highest_order) slopes.pop_back();
    if (to == 0 || slopes.size() == 1) {
      step_towards(x, x0, from, to);
      continue;
    }
    const Weights weights = weights_of(loop, i, slopes.size());
    for (size_t e = 0; e < x.size(); ++e) {
      double mean = 0;
      for (size_t k = 0; k < slopes.size(); ++k) mean += weights[k] * slopes[k][e];
      x[e] = float(x[e] + (to - from) * mean);
    }
  }
}

}  // namespace

void ipndm(Loop& loop, std::span<float> x) {
  walk(loop, x, even);
}

void ipndm_v(Loop& loop, std::span<float> x) {
  walk(loop, x, uneven);
}

}  // namespace evenlight::samplers
