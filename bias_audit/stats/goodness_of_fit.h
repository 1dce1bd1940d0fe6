#pragma once

#include <cstddef>
#include <map>
#include <utility>

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Counts against reference shares (same size, shares sum to 1). With no image counted p is 1.
struct ChiSquare {
  double statistic = 0;
  double p = 1;
};
ChiSquare chi_square_test(const CountVector& counts, const ShareVector& reference);

// How many results n images in so many classes can have; saturates at `limit` + 1.
int64_t outcome_count(int64_t n, size_t classes, int64_t limit);

// The mass of all results no likelier than the observed one, by enumeration. Throws
// ArgumentError when there are more than ten million results.
double exact_multinomial_test(const CountVector& counts, const ShareVector& reference);

// The same mass estimated as (1 + hits) / (1 + draws) from generator Random(seed), for at most
// 100,000 images. Made once for a total n and a reference, asked for many counts.
class MonteCarloNull {
 public:
  MonteCarloNull(int64_t n, const ShareVector& reference, int64_t draws, uint64_t seed);
  double p(const CountVector& counts) const;  // counts must sum to n

 private:
  int64_t n_;
  ShareVector reference_;
  std::vector<double> log_masses_;  // of the drawn results, ascending
};

struct FitSettings {
  int64_t exact_outcomes = 200000;
  int64_t draws = 100000;
  uint64_t seed = 20240229;
};
struct FitTest {
  double p = 1;
  const char* method = "none";  // exact_binomial, exact_multinomial, monte_carlo, chi_square, none
};

// Picks the test as a statistician would: two classes exact binomial; else exact while there are at
// most `exact_outcomes` results; else Monte-Carlo when an expected count is below five (and n is at
// most 100,000); else chi-square. Keeps the Monte-Carlo draws for the next prompt of the same n.
class GoodnessOfFit {
 public:
  explicit GoodnessOfFit(const FitSettings& settings = {}) : settings_(settings) {}
  FitTest test(const CountVector& counts, const ShareVector& reference);

 private:
  FitSettings settings_;
  std::map<std::pair<int64_t, ShareVector>, MonteCarloNull> nulls_;
};

}  // namespace evenlight::audit
