#include "bias_audit/stats/null_band.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

constexpr int64_t max_enumerated = 2000;
constexpr double upper_point = 0.95;

struct Weighted {
  double score, mass;
};

std::vector<Weighted> enumerate(Score score, int64_t n, const ShareVector& reference) {
  std::vector<Weighted> results;
  for (int64_t k = 0; k <= n; ++k) {
    results.push_back({score(shares_of({k, n - k}), reference), binomial_pmf(k, n, reference[0])});
  }
  return results;
}

std::vector<Weighted> simulate(Score score, int64_t n, const ShareVector& reference, int64_t draws,
                               uint64_t seed) {
  Random random(seed);
  std::vector<Weighted> results;
  for (int64_t i = 0; i < draws; ++i) {
    results.push_back(
        {score(shares_of(random.multinomial(n, reference)), reference), 1 / double(draws)});
  }
  return results;
}

}  // namespace

NullBand null_band(Score score, int64_t n, const ShareVector& reference, int64_t draws,
                   uint64_t seed) {
  require_shares(reference);
  if (n < 1 || draws < 1 || reference.size() < 2) {
    throw ArgumentError("a null band needs images, draws and at least two classes");
  }
  std::vector<Weighted> results = reference.size() == 2 && n <= max_enumerated
                                      ? enumerate(score, n, reference)
                                      : simulate(score, n, reference, draws, seed);
  std::sort(results.begin(), results.end(),
            [](const Weighted& a, const Weighted& b) { return a.score < b.score; });
  NullBand band;
  double passed = 0;
  bool reached = false;
  for (const Weighted& result : results) {
    band.mean += result.score * result.mass;
    passed += result.mass;
    if (!reached) band.upper = result.score;
    reached = reached || passed >= upper_point - 1e-9;
  }
  return band;
}

}  // namespace evenlight::audit
