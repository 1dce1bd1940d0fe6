#include "bias_audit/stats/uncertain_share.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

constexpr int64_t max_enumerated = 100'000;
constexpr double min_error = 1e-9;      // below it the share counts as known
constexpr double tie_tolerance = 1e-7;  // relative, on the mass

struct Beta {
  double a, b;
};

// Nothing when the error is as large as that of a share that is either 0 or 1.
std::optional<Beta> beta_of(const UncertainShare& reference) {
  const double most = reference.share * (1 - reference.share);
  const double variance = reference.error * reference.error;
  if (variance >= most) return std::nullopt;
  const double size = most / variance - 1;
  return Beta{reference.share * size, (1 - reference.share) * size};
}

// Log masses of 0 … n less that of 0, each from the one before it.
std::vector<double> log_masses(int64_t n, const Beta& beta) {
  std::vector<double> masses = {0};
  for (int64_t i = 0; i < n; ++i) {
    const auto hits = double(i), misses = double(n - i);
    masses.push_back(masses.back() + std::log(misses / (hits + 1)) +
                     std::log((beta.a + hits) / (beta.b + misses - 1)));
  }
  return masses;
}

double by_enumeration(int64_t k, int64_t n, const Beta& beta) {
  const std::vector<double> masses = log_masses(n, beta);
  const double most = *std::max_element(masses.begin(), masses.end());
  const double threshold = masses[size_t(k)] + tie_tolerance;
  double all = 0, no_likelier = 0;
  for (const double mass : masses) {
    all += std::exp(mass - most);
    no_likelier += mass <= threshold ? std::exp(mass - most) : 0;
  }
  return std::min(1.0, no_likelier / all);
}

double by_normal(int64_t k, int64_t n, const UncertainShare& reference) {
  const auto total = double(n);
  const double own = reference.share * (1 - reference.share) / total;
  const double sd = std::sqrt(own + reference.error * reference.error);
  return std::min(1.0, 2 * normal_cdf(-std::abs(double(k) / total - reference.share) / sd));
}

}  // namespace

double share_test(int64_t k, int64_t n, const UncertainShare& reference) {
  require_trials(k, n);
  require_probability(reference.share, "the reference share");
  if (!(reference.error >= 0)) throw ArgumentError("an error must not be negative");
  if (reference.error < min_error) return binomial_test(k, n, reference.share);
  const std::optional<Beta> beta = beta_of(reference);
  return beta && n <= max_enumerated ? by_enumeration(k, n, *beta) : by_normal(k, n, reference);
}

double draw_share(const UncertainShare& reference, Random& random) {
  if (reference.error < min_error) return reference.share;
  if (const std::optional<Beta> beta = beta_of(reference)) return random.beta(beta->a, beta->b);
  return std::clamp(reference.share + reference.error * random.normal(), 0.0, 1.0);
}

}  // namespace evenlight::audit
