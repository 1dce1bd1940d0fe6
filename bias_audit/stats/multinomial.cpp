#include "bias_audit/stats/multinomial.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

int64_t require_some(const CountVector& counts, double alpha) {
  require_alpha(alpha);
  const int64_t n = require_counts(counts);
  if (n < 1) throw ArgumentError("an interval needs at least one counted image");
  return n;
}

// P(lo <= X <= hi) of a Poisson variable.
double poisson_between(int64_t lo, int64_t hi, double mean) {
  return poisson_cdf(hi, mean) - poisson_cdf(lo - 1, mean);
}

struct Moments {
  double mean = 0, second = 0, third = 0, fourth_excess = 0;
};

// Mean and central moments (the fourth less three squared variances) of a Poisson variable cut to
// lo … hi, by way of its factorial moments.
Moments truncated_moments(int64_t lo, int64_t hi, double mean) {
  const double inside = poisson_between(lo, hi, mean);
  double factorial[5] = {1, 0, 0, 0, 0};
  for (int64_t r = 1; r <= 4; ++r) {
    const double lost =
        poisson_between(hi - r + 1, hi, mean) - poisson_between(lo - r, lo - 1, mean);
    factorial[r] = std::pow(mean, double(r)) * (1 - lost / inside);
  }
  const double m1 = factorial[1];
  const double m2 = factorial[2] + m1;
  const double m3 = factorial[3] + 3 * factorial[2] + m1;
  const double m4 = factorial[4] + 6 * factorial[3] + 7 * factorial[2] + m1;
  const double second = m2 - m1 * m1;
  const double third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
  const double fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
  return {m1, second, third, fourth - 3 * second * second};
}

// Density at n of the sum of the cut variables: Edgeworth's expansion, Sison and Glaz's formula
// (2).
double edgeworth_density(const Moments& sum, double n) {
  const double sd = std::sqrt(sum.second);
  const double x = (n - sum.mean) / sd;
  const double x2 = x * x;
  const double phi = std::exp(-x2 / 2) / std::sqrt(2 * M_PI);
  // Skewness and excess fade as n grows while their cancellation error grows as n^4.
  const bool expand = n <= 1e6;
  const double skewness = expand ? sum.third / (sum.second * sd) : 0;
  const double excess = expand ? sum.fourth_excess / (sum.second * sum.second) : 0;
  const double h3 = x * (x2 - 3);
  const double h4 = x2 * x2 - 6 * x2 + 3;
  const double h6 = x2 * x2 * x2 - 15 * x2 * x2 + 45 * x2 - 15;
  return phi * (1 + skewness * h3 / 6 + excess * h4 / 24 + skewness * skewness * h6 / 72) / sd;
}

// Approximate P(every count within +-c of the observed one). NaN where the expansion goes negative.
double box_probability(const CountVector& counts, int64_t n, int64_t c) {
  if (c == 0) return 0;
  if (c >= n) return 1;
  double log_inside = 0;
  Moments sum;
  for (const int64_t count : counts) {
    const int64_t lo = std::max<int64_t>(count - c, 0);
    const int64_t hi = std::min(count + c, n);
    const auto mean = double(count);
    log_inside += std::log(poisson_between(lo, hi, mean));
    const Moments cut = truncated_moments(lo, hi, mean);
    sum.mean += cut.mean;
    sum.second += cut.second;
    sum.third += cut.third;
    sum.fourth_excess += cut.fourth_excess;
  }
  const auto total = double(n);
  return std::exp(log_inside + std::log(edgeworth_density(sum, total)) - poisson_log_pmf(n, total));
}

struct Bracket {
  int64_t c;
  double below, above;  // box_probability(c) <= wanted < box_probability(c + 1)
};

// The first c whose step crosses the wanted probability: by stepping, and by halving once stepping
// would take long (boxes that wide belong to counts so large that the probability only rises).
Bracket find_bracket(const CountVector& counts, int64_t n, double wanted) {
  constexpr int64_t grid_steps = 256;
  double below = 0;
  int64_t c = 0;
  for (; c < std::min(n, grid_steps); ++c) {
    const double above = box_probability(counts, n, c + 1);
    if (below <= wanted && wanted < above) return {c, below, above};
    below = above;
  }
  int64_t high = n;
  while (high - c > 1) {
    const int64_t middle = c + (high - c) / 2;
    (box_probability(counts, n, middle) > wanted ? high : c) = middle;
  }
  return {c, box_probability(counts, n, c), box_probability(counts, n, c + 1)};
}

}  // namespace

std::vector<Interval> goodman(const CountVector& counts, double alpha) {
  const auto n = double(require_some(counts, alpha));
  const double chi = chi_square_quantile(1 - alpha / double(counts.size()), 1);
  std::vector<Interval> intervals;
  for (const int64_t each : counts) {
    const auto count = double(each);
    const double spread = std::sqrt(chi * (chi + 4 * count * (n - count) / n));
    const double width = 2 * (n + chi);
    intervals.push_back({each == 0 ? 0 : std::max(0.0, (chi + 2 * count - spread) / width),
                         count == n ? 1 : std::min(1.0, (chi + 2 * count + spread) / width)});
  }
  return intervals;
}

std::vector<Interval> sison_glaz(const CountVector& counts, double alpha) {
  const int64_t n = require_some(counts, alpha);
  const Bracket at = find_bracket(counts, n, 1 - alpha);
  const double part = (1 - alpha - at.below) / (at.above - at.below);
  const auto total = double(n);
  std::vector<Interval> intervals;
  for (const int64_t count : counts) {
    const double share = double(count) / total;
    const auto c = double(at.c);
    const double hi = share + (c + 2 * part) / total;
    intervals.push_back({std::max(0.0, share - c / total), hi < 1 ? hi : 1});
  }
  return intervals;
}

}  // namespace evenlight::audit
