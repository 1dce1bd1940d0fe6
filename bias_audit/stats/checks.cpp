#include "bias_audit/stats/checks.h"

#include <cmath>
#include <stdexcept>
#include <string>

#include "bias_audit/stats/argument_error.h"

namespace evenlight::audit {

void require_trials(int64_t k, int64_t n) {
  if (n < 1 || k < 0 || k > n) {
    throw ArgumentError("a share needs 0 <= count <= total and a total of at least 1, got " +
                        std::to_string(k) + " of " + std::to_string(n));
  }
}

void require_probability(double p, const char* name) {
  if (!(p >= 0 && p <= 1)) {
    throw ArgumentError(std::string(name) + " must be within 0 and 1, got " + std::to_string(p));
  }
}

void require_alpha(double alpha) {
  if (!(alpha > 0 && alpha < 1)) {
    throw ArgumentError("the error level must be between 0 and 1, got " + std::to_string(alpha));
  }
}

void require_shares(const ShareVector& shares) {
  double sum = 0;
  for (const double share : shares) {
    require_probability(share, "a reference share");
    sum += share;
  }
  if (std::abs(sum - 1) > 1e-6) {
    throw ArgumentError("reference shares must sum to 1, got " + std::to_string(sum));
  }
}

int64_t require_counts(const CountVector& counts) {
  if (counts.size() < 2) throw ArgumentError("at least two classes are needed");
  int64_t sum = 0;
  for (const int64_t count : counts) {
    if (count < 0) throw ArgumentError("a count must not be negative");
    sum += count;
  }
  return sum;
}

void require_same_size(const CountVector& counts, const ShareVector& reference) {
  if (counts.size() != reference.size()) {
    throw ArgumentError("counts have " + std::to_string(counts.size()) +
                        " classes, the reference has " + std::to_string(reference.size()));
  }
  require_shares(reference);
}

ShareVector uniform_shares(size_t classes) {
  return ShareVector(classes, 1 / double(classes));
}

ShareVector shares_of(const CountVector& counts) {
  int64_t sum = 0;
  for (const int64_t count : counts) sum += count;
  if (sum < 1) throw ArgumentError("shares need at least one counted image");
  ShareVector shares;
  for (const int64_t count : counts) {
    shares.push_back(double(count) / double(sum));
  }
  return shares;
}

}  // namespace evenlight::audit
