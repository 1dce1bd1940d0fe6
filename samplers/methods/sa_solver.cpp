// Xue et al. 2023, "SA-Solver: Stochastic Adams Solver for Fast Sampling of Diffusion Models"
// (arXiv 2309.05019), predictor of third and corrector of fourth order, noise between a fifth and
// four fifths of the training steps. PECE evaluates once more after correcting. scxue/SA-Solver;
// comfyanonymous/ComfyUI:comfy/k_diffusion/{sampling,sa_solver}.py.
#include <cstddef>
#include <deque>

#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

constexpr int predictor_order = 3;
constexpr int corrector_order = 4;

// Equations 15 and 18: weights of the predictions at the given λ = −log σ over a step of λ to its
// end, for the noise share tau. They integrate exactly every polynomial through those points.
std::vector<double> weights(const std::vector<double>& lambdas, double start, double end,
                            double tau) {
  const size_t order = lambdas.size();
  const double a = 1.0 + tau * tau;
  const double h = end - start;
  // ∫ a·exp(a·(λ − end))·(λ − end)^p, from the start of the step: measured from its end nothing
  // large cancels.
  std::vector<double> integrals(order);
  for (size_t p = 0; p < order; ++p) {
    const double edge = p == 0 ? 1.0 : 0.0;
    integrals[p] = edge - std::pow(-h, double(p)) * std::exp(-a * h);
    if (p > 0) integrals[p] -= double(p) / a * integrals[p - 1];
  }
  // The Lagrange polynomial of each point, by its coefficients in λ − end.
  std::vector<double> found(order);
  for (size_t k = 0; k < order; ++k) {
    std::vector<double> polynomial = {1.0};
    for (size_t j = 0; j < order; ++j) {
      if (j == k) continue;
      const double root = lambdas[j] - end, width = lambdas[k] - lambdas[j];
      polynomial.push_back(0.0);
      for (size_t p = polynomial.size() - 1; p > 0; --p) {
        polynomial[p] = (polynomial[p - 1] - root * polynomial[p]) / width;
      }
      polynomial[0] *= -root / width;
    }
    for (size_t p = 0; p < order; ++p) found[k] += polynomial[p] * integrals[p];
  }
  return found;
}

class Solver {
 public:
  Solver(Loop& loop, size_t size, bool evaluates_again)
      : loop_(loop),
        evaluates_again_(evaluates_again),
        noise_(size),
        first_(loop.sigma_after(0.2)),
        last_(loop.sigma_after(0.8)) {}

  void walk(std::span<float> x) {
    Latent predicted(x.begin(), x.end());  // of the next level
    Latent x0(x.size());
    for (int i = 0; i < loop_.steps(); ++i) {
      loop_.denoise(predicted, loop_.sigma(i), x0);
      loop_.report(i, x0);
      remember(x0);
      correct(i, x, predicted, x0);
      predict(i, x, predicted, x0);
    }
    std::ranges::copy(predicted, x.begin());
  }

 private:
  double lambda(int i) const { return -std::log(loop_.sigma(i)); }

  void remember(const Latent& x0) {
    known_.push_back(x0);
    if (known_.size() > size_t(corrector_order)) known_.pop_front();
  }

  // x ← the state that step i starts from.
  void correct(int i, std::span<float> x, std::span<const float> predicted, Latent& x0) {
    const bool skipped =
        i == 0 || (loop_.sigma(i + 1) == 0 && !evaluates_again_) || loop_.from_pure_noise(i - 1);
    if (skipped) {
      std::ranges::copy(predicted, x.begin());
      return;
    }
    const int order = std::min({corrector_order, int(known_.size()), loop_.steps() - i});
    combine(x, i - 1, i, order);
    for (size_t e = 0; tau_ > 0 && e < x.size(); ++e) x[e] += noise_[e];
    if (evaluates_again_) {
      loop_.denoise(x, loop_.sigma(i), x0);
      known_.back() = x0;
    }
  }

  // predicted ← the state at the end of step i.
  void predict(int i, std::span<const float> x, Latent& predicted, const Latent& x0) {
    predicted.assign(x.begin(), x.end());
    const double to = loop_.sigma(i + 1);
    if (to == 0 || loop_.from_pure_noise(i)) {
      step_towards(predicted, x0, loop_.sigma(i), to);
      known_.clear();  // what the terminal σ says is nothing to carry on
      return;
    }
    tau_ = to <= first_ && to >= last_ ? loop_.eta() : 0.0;
    const int order = std::min({predictor_order, int(known_.size()), loop_.steps() - 1 - i});
    combine(predicted, i, i, order);
    if (tau_ == 0) return;
    const double h = lambda(i + 1) - lambda(i);
    const double up = to * std::sqrt(-std::expm1(-2.0 * tau_ * tau_ * h));
    const auto fresh = loop_.noise();
    for (size_t e = 0; e < noise_.size(); ++e) noise_[e] = float(up * fresh[e]);
    add(predicted, 1.0, noise_);
  }

  // The step from level `step` with the latest `order` predictions, of which the last is at level
  // `latest`.
  void combine(std::span<float> x, int step, int latest, int order) {
    std::vector<double> lambdas;
    for (int k = latest - order + 1; k <= latest; ++k) lambdas.push_back(lambda(k));
    const std::vector<double> w = weights(lambdas, lambda(step), lambda(step + 1), tau_);
    const double h = lambda(step + 1) - lambda(step);
    const double kept = loop_.sigma(step + 1) / loop_.sigma(step) * std::exp(-tau_ * tau_ * h);
    for (size_t e = 0; e < x.size(); ++e) {
      double sum = kept * x[e];
      for (int k = 0; k < order; ++k)
        sum += w[size_t(k)] * known_[known_.size() - size_t(order - k)][e];
      x[e] = float(sum);
    }
  }

  Loop& loop_;
  bool evaluates_again_;
  std::deque<Latent> known_;  // the latest last
  Latent noise_;              // that the predictor added
  double tau_ = 0;            // of the step before
  double first_, last_;       // σ between which noise is added
};

}  // namespace

void sa_solver(Loop& loop, std::span<float> x) {
  Solver(loop, x.size(), false).walk(x);
}

void sa_solver_pece(Loop& loop, std::span<float> x) {
  Solver(loop, x.size(), true).walk(x);
}

}  // namespace evenlight::samplers
