#include "bias_audit/stats/power.h"

#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

bool is_inside(double p) {
  return p > 0 && p < 1;
}

// The fewest of n that lie in the upper half of the rejection region; n + 1 if none do.
int64_t critical_count(int64_t n, double reference, double tail) {
  int64_t lo = 0, hi = n + 1;  // lo is not in the region, hi is or is past the end
  while (hi - lo > 1) {
    const int64_t k = lo + (hi - lo) / 2;
    (binomial_upper(k, n, reference) <= tail ? hi : lo) = k;
  }
  return hi;
}

}  // namespace

std::optional<double> detectable_share(int64_t n, double reference, double alpha, double power) {
  if (n < 1 || !is_inside(reference) || !is_inside(alpha) || !is_inside(power)) {
    throw ArgumentError("detectable_share: n >= 1 and shares within 0 and 1 are needed");
  }
  const int64_t k = critical_count(n, reference, alpha / 2);
  if (k > n) return std::nullopt;
  double lo = reference, hi = 1;
  for (int i = 0; i < 50; ++i) {
    const double p = (lo + hi) / 2;
    (binomial_upper(k, n, p) >= power ? hi : lo) = p;
  }
  return hi;
}

}  // namespace evenlight::audit
