// Zhang & Chen 2022 (arXiv 2204.13902), tAB-DEIS of third order: the predicted noise is
// extrapolated over the time t of a variance-preserving process from σ 0.002 to 80 and integrated
// over σ, by 10000 points a step, as zju-pi/diff-sampler:gits-main/solver_utils.py has it;
// comfyanonymous/ComfyUI:comfy/k_diffusion/{sampling,deis}.py, sample_deis.
#include <cstddef>
#include <deque>

#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr size_t highest_order = 3;

// β(t) = low + slope·t; σ² = exp(low·t + slope·t²/2) − 1.
struct Process {
  double slope;
  double low;

  Process() {
    constexpr double first_time = 1e-3;
    const double least = std::log(0.002 * 0.002 + 1.0), most = std::log(80.0 * 80.0 + 1.0);
    slope = 2.0 * (least / first_time - most) / (first_time - 1.0);
    low = most - 0.5 * slope;
  }
  double time_of(double sigma) const {
    return (std::sqrt(low * low + 2.0 * slope * std::log(sigma * sigma + 1.0)) - low) / slope;
  }
  double sigma_per_time(double t) const {
    const double alpha = std::exp(-0.5 * slope * t * t - low * t);
    return 0.5 * (slope * t + low) / std::sqrt(alpha * (1.0 - alpha));
  }
};

// The weights of the noises at `times`, the latest first, over the step from the first of them.
std::vector<double> weights(const Process& process, const std::vector<double>& times, double end) {
  constexpr int points = 10000;
  std::vector<double> sums(times.size());
  for (int n = 0; n < points; ++n) {
    const double t = times[0] + (end - times[0]) * n / (points - 1);
    const double rate = process.sigma_per_time(t);
    for (size_t j = 0; j < times.size(); ++j) {
      double polynomial = 1.0;
      for (size_t k = 0; k < times.size(); ++k) {
        if (k != j) polynomial *= (t - times[k]) / (times[j] - times[k]);
      }
      sums[j] += rate * polynomial;
    }
  }
  for (double& sum : sums) sum *= (end - times[0]) / points;
  return sums;
}

}  // namespace

void deis_3(Loop& loop, std::span<float> x) {
  const Process process;
  Latent x0(x.size());
  std::deque<std::vector<double>> noises;  // the latest first
  for (int i = 0; i < loop.steps(); ++i) {
    const double from = loop.sigma(i);
    const double to = loop.sigma(i + 1);
    loop.denoise(x, from, x0);
    loop.report(i, x0);
    std::vector<double> noise(x.size());
    for (size_t e = 0; e < x.size(); ++e) noise[e] = (double{x[e]} - x0[e]) / from;
    noises.push_front(std::move(noise));
    if (noises.size() > highest_order) noises.pop_back();
    if (to == 0 || i == 0) {
      step_towards(x, x0, from, to);
      continue;
    }
    std::vector<double> times;
    for (size_t k = 0; k < noises.size(); ++k) {
      times.push_back(process.time_of(loop.sigma(i - int(k))));
    }
    const std::vector<double> w = weights(process, times, process.time_of(to));
    for (size_t e = 0; e < x.size(); ++e) {
      double sum = x[e];
      for (size_t k = 0; k < noises.size(); ++k) sum += w[k] * noises[k][e];
      x[e] = float(sum);
    }
  }
}

}  // namespace evenlight::samplers
