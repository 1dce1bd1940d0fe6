#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// The audit's generator: 64-bit Mersenne twister (std::mt19937_64, fixed by the C++ standard) and
// our own distributions, since the standard library's differ between vendors. Same seed, same
// draws.
class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  double uniform();            // in the open interval (0, 1), 53 bits
  size_t below(size_t bound);  // 0 … bound - 1
  double normal();             // inverse of the normal distribution function
  double gamma(double shape);  // Marsaglia and Tsang 2000
  double beta(double a, double b);

  // By inversion: from 0 upwards below a mean of 10, else outwards from the mode; beyond a variance
  // of 1000 a rounded normal.
  int64_t binomial(int64_t n, double p);

  // One binomial a class, given what the classes before it took. `shares` sum to 1.
  CountVector multinomial(int64_t n, const ShareVector& shares);
  ShareVector dirichlet(const std::vector<double>& shapes);

 private:
  std::mt19937_64 engine_;
};

}  // namespace evenlight::audit
