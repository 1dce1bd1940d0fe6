#include "bias_audit/stats/two_samples.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

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

void require_pairs(int64_t b, int64_t c) {
  if (b < 0 || c < 0) throw ArgumentError("changed pairs must not be negative");
}

}  // namespace

Interval newcombe(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double alpha) {
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
  const int64_t n = pairs.both + pairs.first_only + pairs.second_only + pairs.neither;
  const int64_t k1 = pairs.both + pairs.first_only, k2 = pairs.both + pairs.second_only;
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

double fisher_exact_test(int64_t k1, int64_t n1, int64_t k2, int64_t n2) {
  require_trials(k1, n1);
  require_trials(k2, n2);
  const int64_t hits = k1 + k2;
  const int64_t low = std::max<int64_t>(0, hits - n2), high = std::min(n1, hits);
  // P(k+1) / P(k) of the hypergeometric distribution.
  const auto ratio = [&](int64_t k) {
    return double(n1 - k) / double(k + 1) * (double(hits - k) / double(n2 - hits + k + 1));
  };
  const auto mode =
      std::clamp(int64_t((double(hits) + 1) * (double(n1) + 1) / (double(n1 + n2) + 2)), low, high);
  // Masses relative to the mode's, walked outwards until they are next to nothing: some 37 standard
  // deviations a side, however large the counts are. The first pass finds the observed one.
  constexpr double smallest = 1e-300;  // below lie numbers that no factor makes smaller
  const auto walk = [&](const auto& visit) {
    double mass = 1;
    for (int64_t k = mode; k < high && mass > smallest; ++k) visit(k + 1, mass *= ratio(k));
    mass = 1;
    for (int64_t k = mode; k > low && mass > smallest; --k) visit(k - 1, mass /= ratio(k - 1));
  };
  double observed = k1 == mode ? 1 : 0;
  walk([&](int64_t k, double mass) {
    if (k == k1) observed = mass;
  });
  const double threshold = observed * (1 + 1e-7);
  double all = 1, extreme = 1 <= threshold ? 1 : 0;
  walk([&](int64_t, double mass) {
    all += mass;
    if (mass <= threshold) extreme += mass;
  });
  return std::min(1.0, extreme / all);
}

double mcnemar_exact_test(int64_t b, int64_t c) {
  require_pairs(b, c);
  return std::min(1.0, 2 * binomial_cdf(std::min(b, c), b + c, 0.5));
}

}  // namespace evenlight::audit
