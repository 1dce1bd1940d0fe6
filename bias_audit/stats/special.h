#pragma once

#include <cstdint>

namespace evenlight::audit {

// Distribution functions; Boost.Math does the work. Tails are computed directly, never as 1 - p,
// so that a p-value of 1e-200 keeps its digits.
double normal_cdf(double z);
double normal_quantile(double p);                      // 0 < p < 1
double normal_two_sided(double alpha);                 // the z with P(|Z| >= z) = alpha
double chi_square_upper(double statistic, double df);  // P(X >= statistic)
double chi_square_quantile(double p, double df);       // the x with P(X <= x) = p
double student_quantile(double p, double df);          // of Student's t
double beta_quantile(double p, double a, double b);
double beta_cdf(double x, double a, double b);    // P(X <= x), 0 <= x <= 1
double beta_upper(double x, double a, double b);  // P(X >= x)
double binomial_pmf(int64_t k, int64_t n, double p);
double binomial_cdf(int64_t k, int64_t n, double p);    // P(X <= k)
double binomial_upper(int64_t k, int64_t n, double p);  // P(X >= k)
double poisson_log_pmf(int64_t k, double mean);
double poisson_cdf(int64_t k, double mean);  // P(X <= k)
double log_factorial(int64_t n);
double log_beta(double a, double b);

}  // namespace evenlight::audit
