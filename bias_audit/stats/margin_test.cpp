#include "bias_audit/stats/margin_test.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

constexpr size_t max_any_sets = 20;  // classes of which all sets are tried

int64_t require_margin(const CountVector& counts, const ShareVector& reference, double epsilon) {
  require_same_size(counts, reference);
  if (!(epsilon > 0 && epsilon < 1)) {
    throw ArgumentError("the margin must be between 0 and 1");
  }
  return require_counts(counts);
}

// The mass at share p of all results at least `distance` images from `centre`.
double mass_outside(int64_t n, double p, double centre, double distance) {
  // A result that is exactly as far out must count in spite of rounding.
  constexpr double slack = 1e-6;
  const auto low = int64_t(std::floor(centre - distance + slack));
  const auto high = int64_t(std::ceil(centre + distance - slack));
  const double below = low >= 0 ? binomial_cdf(std::min(low, n), n, p) : 0;
  const double above = high <= n ? binomial_upper(std::max<int64_t>(high, 0), n, p) : 0;
  return std::min(1.0, below + above);
}

double beyond_of_two(int64_t k, int64_t n, double reference, double epsilon) {
  const double centre = double(n) * reference;
  const double distance = std::abs(double(k) - centre);
  double p = 0;
  for (const double side : {reference - epsilon, reference + epsilon}) {
    p = std::max(p, mass_outside(n, std::clamp(side, 0.0, 1.0), centre, distance));
  }
  return p;
}

// The least total variation in a box of Clopper and Pearson's intervals that hold together.
double min_distance(const CountVector& counts, const ShareVector& reference, int64_t n,
                    double alpha) {
  double above = 0, below = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    const Interval share = clopper_pearson(counts[i], n, alpha / double(counts.size()));
    above += std::max(0.0, share.lo - reference[i]);
    below += std::max(0.0, reference[i] - share.hi);
  }
  return std::max(above, below);
}

double beyond_of_many(const CountVector& counts, const ShareVector& reference, int64_t n,
                      double epsilon) {
  const auto is_beyond = [&](double log_alpha) {
    return min_distance(counts, reference, n, std::exp(log_alpha)) > epsilon;
  };
  constexpr double smallest = -160, largest = -1e-6;
  if (!is_beyond(largest)) return 1;
  double lo = smallest, hi = largest;  // of the logarithm: not beyond, beyond
  for (int i = 0; i < 40; ++i) {
    const double middle = (lo + hi) / 2;
    (is_beyond(middle) ? hi : lo) = middle;
  }
  return std::exp(hi);
}

// That a set of classes with `count` images has epsilon more than its share of the reference.
double set_p(int64_t count, int64_t n, double reference, double epsilon) {
  return reference + epsilon >= 1 ? 0 : binomial_cdf(count, n, reference + epsilon);
}

bool is_uniform(const ShareVector& reference) {
  return std::all_of(reference.begin(), reference.end(),
                     [&](double share) { return std::abs(share - reference.front()) < 1e-12; });
}

// Of as many classes the fullest ones are the worst set.
double within_uniform(CountVector counts, int64_t n, double epsilon) {
  std::sort(counts.begin(), counts.end(), std::greater<>());
  double p = 0;
  int64_t count = 0;
  for (size_t size = 1; size < counts.size(); ++size) {
    count += counts[size - 1];
    p = std::max(p, set_p(count, n, double(size) / double(counts.size()), epsilon));
  }
  return p;
}

double within_any(const CountVector& counts, const ShareVector& reference, int64_t n,
                  double epsilon) {
  if (counts.size() > max_any_sets) {
    throw ArgumentError("such a test is for at most 20 classes");
  }
  double p = 0;
  for (unsigned set = 1; set + 1 < 1U << counts.size(); ++set) {
    int64_t count = 0;
    double share = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      count += counts[i];
      share += reference[i];
    }
    p = std::max(p, set_p(count, n, share, epsilon));
  }
  return p;
}

}  // namespace

double beyond_margin_p(const CountVector& counts, const ShareVector& reference, double epsilon) {
  const int64_t n = require_margin(counts, reference, epsilon);
  if (n == 0) return 1;
  return counts.size() == 2 ? beyond_of_two(counts[0], n, reference[0], epsilon)
                            : beyond_of_many(counts, reference, n, epsilon);
}

double within_margin_p(const CountVector& counts, const ShareVector& reference, double epsilon) {
  const int64_t n = require_margin(counts, reference, epsilon);
  if (n == 0) return 1;
  return is_uniform(reference) ? within_uniform(counts, n, epsilon)
                               : within_any(counts, reference, n, epsilon);
}

MarginTests margin_tests(const CountVector& counts, int64_t unclear, const ShareVector& reference,
                         double epsilon) {
  MarginTests worst{0, 0};
  if (require_counts(counts) == 0) return {};
  const std::vector<CountVector> extremes =
      unclear > 0 ? extreme_counts(counts, unclear, reference) : std::vector<CountVector>{counts};
  for (const CountVector& each : extremes) {
    worst.beyond = std::max(worst.beyond, beyond_margin_p(each, reference, epsilon));
    worst.within = std::max(worst.within, within_margin_p(each, reference, epsilon));
  }
  return worst;
}

}  // namespace evenlight::audit
