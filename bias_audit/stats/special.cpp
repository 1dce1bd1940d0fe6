#include "bias_audit/stats/special.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace evenlight::audit {

namespace {

// Masses are asked for in inner loops; the wider arithmetic that Boost would use costs more than
// its last digits are worth there.
using InDoubles = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// Beyond this many standard deviations (and some for small means) a Poisson tail is below 1e-280,
// while its series would take ever more terms.
bool is_far_tail(double k, double mean) {
  return std::abs(k - mean) > 40 * std::sqrt(mean) + 400;
}

// Edgeworth's expansion of the Poisson distribution function to its skewness, with continuity
// correction: for means so large that the series has too many terms; the error is about 1 / mean.
double large_poisson_cdf(double k, double mean) {
  const double sd = std::sqrt(mean);
  const double z = (k + 0.5 - mean) / sd;
  const double density = std::exp(-z * z / 2) / std::sqrt(2 * M_PI);
  const double p = normal_cdf(z) - density * (z * z - 1) / (6 * sd);
  return p < 0 ? 0 : p > 1 ? 1 : p;
}

}  // namespace

double normal_cdf(double z) {
  return boost::math::cdf(boost::math::normal(), z);
}

double normal_quantile(double p) {
  return boost::math::quantile(boost::math::normal(), p);
}

double normal_two_sided(double alpha) {
  // Of a small alpha, 1 - alpha / 2 has lost its digits, and is 1 in the end.
  return alpha < 1e-6 ? -normal_quantile(alpha / 2) : normal_quantile(1 - alpha / 2);
}

double chi_square_upper(double statistic, double df) {
  return statistic <= 0 ? 1 : boost::math::gamma_q(df / 2, statistic / 2);
}

double chi_square_quantile(double p, double df) {
  return 2 * boost::math::gamma_p_inv(df / 2, p);
}

double student_quantile(double p, double df) {
  if (p < 0.5) return -student_quantile(1 - p, df);
  const double x = boost::math::ibeta_inv(df / 2, 0.5, 2 * (1 - p));
  return std::sqrt(df * (1 - x) / x);
}

double beta_quantile(double p, double a, double b) {
  return boost::math::ibeta_inv(a, b, p);
}

double beta_cdf(double x, double a, double b) {
  return boost::math::ibeta(a, b, x);
}

double beta_upper(double x, double a, double b) {
  return boost::math::ibetac(a, b, x);
}

double binomial_pmf(int64_t k, int64_t n, double p) {
  if (k < 0 || k > n) return 0;
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  const auto count = double(n);
  if (k == 0) return std::exp(count * std::log1p(-p));
  if (k == n) return std::exp(count * std::log(p));
  const auto successes = double(k);
  return boost::math::ibeta_derivative(successes + 1, count - successes + 1, p, InDoubles()) /
         (count + 1);
}

double binomial_cdf(int64_t k, int64_t n, double p) {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  return boost::math::ibetac(double(k + 1), double(n - k), p);
}

double binomial_upper(int64_t k, int64_t n, double p) {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  return boost::math::ibeta(double(k), double(n - k + 1), p);
}

double poisson_log_pmf(int64_t k, double mean) {
  if (mean <= 0) return k == 0 ? 0 : -HUGE_VAL;
  return double(k) * std::log(mean) - mean - log_factorial(k);
}

double poisson_cdf(int64_t k, double mean) {
  if (k < 0) return 0;
  if (mean <= 0) return 1;
  if (is_far_tail(double(k), mean)) return double(k) < mean ? 0 : 1;
  if (mean > 1e7) return large_poisson_cdf(double(k), mean);
  return boost::math::gamma_q(double(k + 1), mean);
}

double log_factorial(int64_t n) {
  return n < 2 ? 0 : boost::math::lgamma(double(n) + 1);
}

double log_beta(double a, double b) {
  return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

}  // namespace evenlight::audit
