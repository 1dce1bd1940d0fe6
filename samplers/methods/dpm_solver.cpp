// crowsonkb/k-diffusion:k_diffusion/sampling.py, DPMSolver.
#include "samplers/methods/dpm_solver.h"

namespace evenlight::samplers {

DpmSolverStep::DpmSolverStep(Loop& loop, std::span<const float> x, double t)
    : loop_(loop), x_(x), t_(t), x0_(x.size()) {
  start_ = noise_in(x, t);
}

DpmSolverStep::Noise DpmSolverStep::noise_in(std::span<const float> x, double t) {
  const double sigma = std::exp(-t);
  Latent found(x.size());
  loop_.denoise(x, sigma, found);
  Noise noise(x.size());
  for (size_t e = 0; e < x.size(); ++e) noise[e] = (double{x[e]} - found[e]) / sigma;
  if (start_.empty()) x0_ = std::move(found);
  return noise;
}

void DpmSolverStep::first_order(double end, Latent& out) const {
  const double share = -std::exp(-end) * std::expm1(end - t_);
  out.resize(x_.size());
  for (size_t e = 0; e < x_.size(); ++e) out[e] = float(x_[e] + share * start_[e]);
}

const DpmSolverStep::Noise& DpmSolverStep::noise_at(double end, double r) {
  const double at = t_ + r * (end - t_);
  if (middle_.empty() || middle_at_ != at) {
    Latent ahead;
    first_order(at, ahead);
    middle_ = noise_in(ahead, at);
    middle_at_ = at;
  }
  return middle_;
}

void DpmSolverStep::second_order(double end, double r, Latent& out) {
  const Noise& middle = noise_at(end, r);
  const double share = -std::exp(-end) * std::expm1(end - t_);
  out.resize(x_.size());
  for (size_t e = 0; e < x_.size(); ++e) {
    out[e] = float(x_[e] + share * (start_[e] + (middle[e] - start_[e]) / (2.0 * r)));
  }
}

void DpmSolverStep::third_order(double end, Latent& out) {
  constexpr double r1 = 1.0 / 3, r2 = 2.0 / 3;
  const double h = end - t_;
  const double second = t_ + r2 * h;
  const Noise& middle = noise_at(end, r1);
  const double share = std::exp(-second) * std::expm1(r2 * h);
  const double curve = std::exp(-second) * (r2 / r1) * (std::expm1(r2 * h) / (r2 * h) - 1.0);
  Latent ahead(x_.size());
  for (size_t e = 0; e < x_.size(); ++e) {
    ahead[e] = float(x_[e] - share * start_[e] - curve * (middle[e] - start_[e]));
  }
  const Noise late = noise_in(ahead, second);
  const double whole = std::exp(-end) * std::expm1(h);
  const double whole_curve = std::exp(-end) / r2 * (std::expm1(h) / h - 1.0);
  out.resize(x_.size());
  for (size_t e = 0; e < x_.size(); ++e) {
    out[e] = float(x_[e] - whole * start_[e] - whole_curve * (late[e] - start_[e]));
  }
}

}  // namespace evenlight::samplers
