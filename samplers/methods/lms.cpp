// Linear multistep (Adams–Bashforth) of up to fourth order over unevenly spaced σ.
// crowsonkb/k-diffusion:k_diffusion/sampling.py, sample_lms.
#include <cstddef>
#include <deque>

#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr int highest_order = 4;

// The weight of the j-th last slope: the integral over the step of the Lagrange polynomial that is
// 1 at sigma(i − j) and 0 at the other nodes. Two Gauss points integrate a cubic exactly.
double weight(const Loop& loop, int order, int i, int j) {
  const auto polynomial = [&](double at) {
    double product = 1.0;
    for (int k = 0; k < order; ++k) {
      if (k == j) continue;
      product *= (at - loop.sigma(i - k)) / (loop.sigma(i - j) - loop.sigma(i - k));
    }
    return product;
  };
  const double middle = 0.5 * (loop.sigma(i) + loop.sigma(i + 1));
  const double half = 0.5 * (loop.sigma(i + 1) - loop.sigma(i));
  const double offset = half / std::sqrt(3.0);
  return half * (polynomial(middle - offset) + polynomial(middle + offset));
}

}  // namespace

void lms(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  // The latest first. In double, because little is left over of x − σ·slope at a large σ.
  std::deque<std::vector<double>> slopes;
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    std::vector<double> next(x.begin(), x.end());
    std::vector<double> slope(x.size());
    for (size_t e = 0; e < x.size(); ++e) slope[e] = (next[e] - x0[e]) / loop.sigma(i);
    slopes.push_front(std::move(slope));
    if (slopes.size() > highest_order) slopes.pop_back();
    const int order = int(slopes.size());
    for (int j = 0; j < order; ++j) {
      const double share = weight(loop, order, i, j);
      const auto& from = slopes[size_t(j)];
      for (size_t e = 0; e < x.size(); ++e) next[e] += share * from[e];
    }
    for (size_t e = 0; e < x.size(); ++e) x[e] = float(next[e]);
  }
}

}  // namespace evenlight::samplers
