// Zhao et al. 2023, "UniPC" (arXiv 2302.04867), on the predicted clean latent: each evaluation
// first corrects the step that led to it, then predicts the next one. The variants differ in B(h),
// by which what is added to the first order is measured: h itself (B₁), or e^h − 1 (B₂).
// huggingface/diffusers:src/diffusers/schedulers/scheduling_unipc_multistep.py (B₂, second order);
// comfyanonymous/ComfyUI:comfy/extra_samplers/uni_pc.py (third order).
#include <array>
#include <cstddef>
#include <deque>
#include <numbers>

#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr size_t most_rows = 3;

struct Variant {
  bool b1;  // else B₂
  int order;
};

// Weights of the differences (prediction − that at the step's start)/r, the latest point last.
using Weights = std::vector<double>;

// Σ_k weights[k]·r[k]^n = b[n] for n below their number: the system of the paper's equation 5.
Weights solve(const std::vector<double>& r, const std::vector<double>& b) {
  const size_t n = r.size();
  std::array<std::array<double, most_rows + 1>, most_rows> rows{};
  for (size_t i = 0; i < n; ++i) {
    for (size_t k = 0; k < n; ++k) rows[i][k] = std::pow(r[k], double(i));
    rows[i][n] = b[i];
  }
  for (size_t i = 0; i < n; ++i) {
    size_t largest = i;
    for (size_t j = i + 1; j < n; ++j) {
      if (std::abs(rows[j][i]) > std::abs(rows[largest][i])) largest = j;
    }
    std::swap(rows[i], rows[largest]);
    for (size_t j = i + 1; j < n; ++j) {
      const double share = rows[j][i] / rows[i][i];
      for (size_t k = i; k <= n; ++k) rows[j][k] -= share * rows[i][k];
    }
  }
  Weights weights(n);
  for (size_t i = n; i-- > 0;) {
    double rest = rows[i][n];
    for (size_t k = i + 1; k < n; ++k) rest -= rows[i][k] * weights[k];
    weights[i] = rest / rows[i][i];
  }
  return weights;
}

// A step between two noise levels of width h in log σ, of an order; `ratios` say how far the steps
// before it reach back, in units of h, the latest first.
struct Step {
  double from;
  double to;
  double h;
  std::vector<double> ratios;

  Step(const Loop& loop, int i, int order)
      : from(loop.sigma(i)), to(loop.sigma(i + 1)), h(std::log(from / to)) {
    for (int k = 1; k < order; ++k) ratios.push_back(-std::log(loop.sigma(i - k) / from) / h);
  }
  double scale(const Variant& variant) const { return variant.b1 ? h : -std::expm1(-h); }

  // What the weighted sums must be, n of them.
  std::vector<double> moments(const Variant& variant, size_t n) const {
    std::vector<double> found;
    double phi = std::expm1(-h) / -h - 1.0, factorial = 1.0;
    for (size_t i = 1; i <= n; ++i) {
      found.push_back(phi * factorial / -scale(variant));
      factorial *= double(i + 1);
      phi = phi / -h - 1.0 / factorial;
    }
    return found;
  }

  Weights of_prediction(const Variant& variant) const {
    if (ratios.empty()) return {};
    if (ratios.size() == 1) return {0.5};
    return solve(ratios, moments(variant, ratios.size()));
  }
  // The last one is the end's own.
  Weights of_correction(const Variant& variant) const {
    if (ratios.empty()) return {0.5};
    std::vector<double> points = ratios;
    points.push_back(1.0);
    return solve(points, moments(variant, points.size()));
  }
};

void walk(Loop& loop, std::span<float> x, const Variant& variant) {
  Latent x0(x.size());       // at the end of the last step
  Latent origin(x.size());   // x at its start
  std::deque<Latent> known;  // x0 at the starts of the steps so far, the latest first
  int order = 1;             // of the last step
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    const auto add_differences = [&](const Step& step, const Weights& weights, double scale) {
      for (size_t k = 0; k < step.ratios.size(); ++k) {
        const double share = scale * weights[k] / step.ratios[k];
        mix(x, 1.0, share, known[k + 1], -share, known[0]);
      }
    };
    if (i > 0) {
      const Step last(loop, i - 1, order);
      const Weights weights = last.of_correction(variant);
      const double scale = last.scale(variant);
      std::ranges::copy(origin, x.begin());
      step_towards(x, known[0], last.from, last.to);
      add_differences(last, weights, scale);
      mix(x, 1.0, scale * weights.back(), x0, -scale * weights.back(), known[0]);
    }
    std::ranges::copy(x, origin.begin());
    known.push_front(x0);
    if (known.size() > most_rows) known.pop_back();
    // What the terminal σ says is nothing to carry on.
    const int before = std::max(i - loop.first_noisy_step(), 0);
    order = std::min({variant.order, before + 1, loop.steps() - i});
    // Over so large a range of σ some steps are so wide that B₁, which grows with them, overshoots.
    const bool too_wide = variant.b1 && loop.starts_at_pure_noise() &&
                          loop.sigma(i) > std::numbers::e * loop.sigma(i + 1);
    if (too_wide) order = 1;
    step_towards(x, x0, loop.sigma(i), loop.sigma(i + 1));
    if (order > 1) {
      const Step next(loop, i, order);
      add_differences(next, next.of_prediction(variant), next.scale(variant));
    }
  }
}

}  // namespace

void unipc(Loop& loop, std::span<float> x) {
  walk(loop, x, {false, 2});
}
void unipc_bh1(Loop& loop, std::span<float> x) {
  walk(loop, x, {true, 2});
}
void unipc_3(Loop& loop, std::span<float> x) {
  walk(loop, x, {false, 3});
}
void unipc_bh1_3(Loop& loop, std::span<float> x) {
  walk(loop, x, {true, 3});
}

}  // namespace evenlight::samplers
