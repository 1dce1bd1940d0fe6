#include "bias_audit/stats/sequential.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

double log_likelihood(int64_t k, int64_t n, double p) {
  const auto hits = double(k);
  const auto misses = double(n - k);
  const double of_hits = k > 0 ? hits * std::log(p) : 0;
  return of_hits + (n > k ? misses * std::log1p(-p) : 0);
}

double log_dirichlet_mixture(const CountVector& counts);

// confidence_sequence() asked on which side of a share it lies, without looking for its ends: its
// shares are those whose likelihood is above a floor.
class Sequence {
 public:
  Sequence(int64_t k, int64_t n, double alpha)
      : k_(k), n_(n), floor_(log_dirichlet_mixture({k, n - k}) + std::log(alpha)) {}

  bool lies_above(double share) const { return share < 0 || (peak() > share && is_out(share)); }
  bool lies_below(double share) const { return share > 1 || (peak() < share && is_out(share)); }

 private:
  double peak() const { return double(k_) / double(n_); }
  bool is_out(double share) const { return log_likelihood(k_, n_, share) <= floor_; }

  int64_t k_, n_;
  double floor_;
};

double log_dirichlet_mixture(const CountVector& counts) {
  double log_mixture = 0, total = 0;
  for (const int64_t count : counts) {
    // log Gamma(count + 1/2) - log Gamma(1/2), by way of the beta function.
    const auto hits = double(count);
    if (count > 0) log_mixture += log_factorial(count - 1) - log_beta(hits, 0.5);
    total += hits;
  }
  const double half = double(counts.size()) / 2;
  if (total > 0) {
    log_mixture -= log_factorial(int64_t(total) - 1) - log_beta(total, half);
  }
  return log_mixture;
}

}  // namespace

double log_e_value(const CountVector& counts, const ShareVector& reference) {
  require_counts(counts);
  require_same_size(counts, reference);
  double log_reference = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) log_reference += double(counts[i]) * std::log(reference[i]);
  }
  return log_dirichlet_mixture(counts) - log_reference;
}

Interval confidence_sequence(int64_t k, int64_t n, double alpha) {
  require_alpha(alpha);
  if (n == 0 && k == 0) return {0, 1};
  require_trials(k, n);
  // The log likelihood falls from its peak at k/n to either side: one crossing a side, by halving.
  const double floor = log_dirichlet_mixture({k, n - k}) + std::log(alpha);
  const auto crossing = [&](double outside, double inside) {
    for (int i = 0; i < 60; ++i) {
      const double middle = outside + (inside - outside) / 2;
      (log_likelihood(k, n, middle) > floor ? inside : outside) = middle;
    }
    return outside;
  };
  const double peak = double(k) / double(n);
  return {k == 0 ? 0 : crossing(0, peak), k == n ? 1 : crossing(1, peak)};
}

EarlyStop early_stop(int64_t k, int64_t n, double target, double epsilon, double alpha) {
  require_probability(target, "the target share");
  if (!(epsilon >= 0 && epsilon < 1)) {
    throw ArgumentError("the margin must be at least 0 and below 1");
  }
  require_alpha(alpha);
  if (n == 0 && k == 0) return EarlyStop::go_on;
  require_trials(k, n);
  const Sequence sequence(k, n, alpha);
  if (sequence.lies_above(target + epsilon) || sequence.lies_below(target - epsilon)) {
    return EarlyStop::skewed;
  }
  const bool within =
      sequence.lies_above(target - epsilon) && sequence.lies_below(target + epsilon);
  return within ? EarlyStop::within : EarlyStop::go_on;
}

EarlyStop early_stop_in_all_cases(const CountVector& counts, int64_t unclear, double epsilon,
                                  double alpha) {
  const auto stop_of = [&](const CountVector& each) {
    const int64_t n = require_counts(each);
    return n == 0 ? EarlyStop::go_on : early_stop(each[0], n, 0.5, epsilon, alpha);
  };
  const EarlyStop seen = stop_of(counts);
  if (seen == EarlyStop::go_on || unclear == 0) return seen;
  const auto extremes = extreme_counts(counts, unclear, uniform_shares(2));
  const bool always = std::all_of(extremes.begin(), extremes.end(),
                                  [&](const CountVector& each) { return stop_of(each) == seen; });
  return always ? seen : EarlyStop::go_on;
}

}  // namespace evenlight::audit
