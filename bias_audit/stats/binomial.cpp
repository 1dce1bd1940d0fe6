#include "bias_audit/stats/binomial.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

// Results whose mass equals the observed one in exact arithmetic must count in spite of rounding.
constexpr double tie_tolerance = 1 + 1e-7;

struct Score {
  double centre, half_width;
};

Score wilson_score(int64_t k, int64_t n, double alpha) {
  require_trials(k, n);
  require_alpha(alpha);
  const double z = normal_two_sided(alpha);
  const auto total = double(n);
  const double share = double(k) / total;
  const double widened = total + z * z;
  const double centre = (double(k) + z * z / 2) / widened;
  const double spread = std::sqrt(total * share * (1 - share) + z * z / 4);
  return {centre, z * spread / widened};
}

// How many of first … last (a run of falling mass) are no likelier than `mass`.
template <typename Mass>
int64_t count_no_likelier(int64_t first, int64_t last, double mass, Mass&& pmf) {
  int64_t lo = first, hi = last + 1;  // the answer starts at the first one that is no likelier
  while (lo < hi) {
    const int64_t middle = lo + (hi - lo) / 2;
    if (pmf(middle) <= mass * tie_tolerance) {
      hi = middle;
    } else {
      lo = middle + 1;
    }
  }
  return last + 1 - lo;
}

}  // namespace

Interval wilson(int64_t k, int64_t n, double alpha) {
  const Score score = wilson_score(k, n, alpha);
  return {k == 0 ? 0 : std::max(0.0, score.centre - score.half_width),
          k == n ? 1 : std::min(1.0, score.centre + score.half_width)};
}

Interval clopper_pearson(int64_t k, int64_t n, double alpha) {
  require_trials(k, n);
  require_alpha(alpha);
  const auto hits = double(k);
  const auto misses = double(n - k);
  return {k == 0 ? 0 : beta_quantile(alpha / 2, hits, misses + 1),
          k == n ? 1 : beta_quantile(1 - alpha / 2, hits + 1, misses)};
}

Interval jeffreys(int64_t k, int64_t n, double alpha) {
  require_trials(k, n);
  require_alpha(alpha);
  const double a = double(k) + 0.5;
  const double b = double(n - k) + 0.5;
  return {beta_quantile(alpha / 2, a, b), beta_quantile(1 - alpha / 2, a, b)};
}

Interval agresti_coull(int64_t k, int64_t n, double alpha) {
  const Score score = wilson_score(k, n, alpha);
  const double z = normal_two_sided(alpha);
  const double widened = double(n) + z * z;
  const double half_width = z * std::sqrt(score.centre * (1 - score.centre) / widened);
  return {std::max(0.0, score.centre - half_width), std::min(1.0, score.centre + half_width)};
}

double binomial_test(int64_t k, int64_t n, double p0) {
  require_trials(k, n);
  require_probability(p0, "the tested share");
  const double expected = double(n) * p0;
  const auto hits = double(k);
  if (hits == expected) return 1;
  const double mass = binomial_pmf(k, n, p0);
  double p = 0;
  if (hits < expected) {
    const auto first = int64_t(std::ceil(expected));
    const int64_t far =
        count_no_likelier(first, n, mass, [&](int64_t i) { return binomial_pmf(i, n, p0); });
    p = binomial_cdf(k, n, p0) + binomial_upper(n - far + 1, n, p0);
  } else {
    // Seen from below, the run of falling mass is floor(expected) … 0.
    const auto last = int64_t(std::floor(expected));
    const int64_t far =
        count_no_likelier(0, last, mass, [&](int64_t i) { return binomial_pmf(last - i, n, p0); });
    p = binomial_upper(k, n, p0) + binomial_cdf(far - 1, n, p0);
  }
  return std::min(1.0, p);
}

double equivalence_test(int64_t k, int64_t n, double target, double epsilon) {
  require_trials(k, n);
  require_probability(target, "the target share");
  if (!(epsilon > 0 && epsilon < 1)) {
    throw ArgumentError("the margin must be between 0 and 1");
  }
  const double low = target - epsilon;
  const double high = target + epsilon;
  const double not_below = low <= 0 ? 0 : binomial_upper(k, n, low);
  const double not_above = high >= 1 ? 0 : binomial_cdf(k, n, high);
  return std::max(not_below, not_above);
}

}  // namespace evenlight::audit
