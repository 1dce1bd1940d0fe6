#include "bias_audit/stats/two_samples.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

double log_choose(std::int64_t n, std::int64_t k) {
  return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

// Correlation of the two images of a pair, its numerator drawn towards 0 by the continuity
// correction; 0 where one of them never varies.
double pair_correlation(const PairedCounts& pairs, double n) {
  const auto a = double(pairs.both), b = double(pairs.first_only);
  const auto c = double(pairs.second_only), d = double(pairs.neither);
  const double spread = std::sqrt((a + b) * (c + d)) * std::sqrt((a + c) * (b + d));
  if (spread <= 0) return 0;
  const double raw = a * d - b * c;
  return (raw > 0 ? std::max(0.0, raw - n / 2) : raw) / spread;
}

void require_pairs(std::int64_t b, std::int64_t c) {
  if (b < 0 || c < 0) throw std::invalid_argument("changed pairs must not be negative");
}

}  // namespace

Interval newcombe(std::int64_t k1, std::int64_t n1, std::int64_t k2, std::int64_t n2,
                  double alpha) {
  const Interval first = wilson(k1, n1, alpha);
  const Interval second = wilson(k2, n2, alpha);
  const double p1 = double(k1) / double(n1);
  const double p2 = double(k2) / double(n2);
  const double difference = p1 - p2;
  return {std::max(-1.0, difference - std::hypot(p1 - first.lo, second.hi - p2)),
          std::min(1.0, difference + std::hypot(first.hi - p1, p2 - second.lo))};
}

Interval newcombe_paired(const PairedCounts& pairs, double alpha) {
  require_pairs(pairs.both, pairs.neither);
  require_pairs(pairs.first_only, pairs.second_only);
  const std::int64_t n = pairs.both + pairs.first_only + pairs.second_only + pairs.neither;
  const std::int64_t k1 = pairs.both + pairs.first_only, k2 = pairs.both + pairs.second_only;
  const Interval first = wilson(k1, n, alpha), second = wilson(k2, n, alpha);
  const auto total = double(n);
  const double p1 = double(k1) / total, p2 = double(k2) / total;
  const double correlation = pair_correlation(pairs, total);
  const auto joined = [&](double x, double y) {
    return std::sqrt(std::max(0.0, x * x - 2 * correlation * x * y + y * y));
  };
  const double difference = p2 - p1;
  return {std::max(-1.0, difference - joined(p2 - second.lo, first.hi - p1)),
          std::min(1.0, difference + joined(second.hi - p2, p1 - first.lo))};
}

double fisher_exact_test(std::int64_t k1, std::int64_t n1, std::int64_t k2, std::int64_t n2) {
  require_trials(k1, n1);
  require_trials(k2, n2);
  const std::int64_t hits = k1 + k2;
  const double all = log_choose(n1 + n2, hits);
  const auto log_mass = [&](std::int64_t k) {
    return log_choose(n1, k) + log_choose(n2, hits - k) - all;
  };
  const double threshold = log_mass(k1) + 1e-7;
  double p = 0;
  for (std::int64_t k = std::max<std::int64_t>(0, hits - n2); k <= std::min(n1, hits); ++k) {
    const double mass = log_mass(k);
    if (mass <= threshold) p += std::exp(mass);
  }
  return std::min(1.0, p);
}

double mcnemar_exact_test(std::int64_t b, std::int64_t c) {
  require_pairs(b, c);
  return std::min(1.0, 2 * binomial_cdf(std::min(b, c), b + c, 0.5));
}

double mcnemar_chi_square_test(std::int64_t b, std::int64_t c) {
  require_pairs(b, c);
  if (b + c == 0) return 1;
  const double difference = std::abs(double(b - c)) - 1;
  return chi_square_upper(difference * difference / double(b + c), 1);
}

}  // namespace evenlight::audit
