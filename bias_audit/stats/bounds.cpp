#include "bias_audit/stats/bounds.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"

namespace evenlight::audit {

namespace {

int64_t require_unclear(const CountVector& counts, int64_t unclear) {
  if (unclear < 0) throw ArgumentError("unclear images must not be negative");
  return require_counts(counts) + unclear;
}

// Fills the classes that fall short of the reference, in proportion to how much they lack: since
// the shares sum to 1 the unclear images never suffice to overfill them all. Whole images by
// largest remainder.
CountVector nearest_counts(const CountVector& counts, int64_t unclear,
                           const ShareVector& reference) {
  const auto total = double(require_counts(counts) + unclear);
  std::vector<double> lacking;
  double sum = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    lacking.push_back(std::max(0.0, reference[i] * total - double(counts[i])));
    sum += lacking.back();
  }
  CountVector filled = counts;
  if (unclear == 0 || sum <= 0) return filled;
  int64_t left = unclear;
  std::vector<size_t> order(counts.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::vector<double> remainder;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double wanted = double(unclear) * (lacking[i] / sum);
    const auto whole = std::min(left, int64_t(std::floor(wanted)));
    filled[i] += whole;
    left -= whole;
    remainder.push_back(wanted - double(whole));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return remainder[a] > remainder[b]; });
  for (size_t i = 0; left > 0; i = (i + 1) % order.size(), --left) ++filled[order[i]];
  return filled;
}

}  // namespace

std::vector<Interval> worst_case_shares(const CountVector& counts, int64_t unclear) {
  const int64_t total = require_unclear(counts, unclear);
  std::vector<Interval> bounds;
  for (const int64_t count : counts) {
    if (total == 0) {
      bounds.push_back({0, 1});
      continue;
    }
    bounds.push_back({double(count) / double(total), double(count + unclear) / double(total)});
  }
  return bounds;
}

Interval worst_case_total_variation(const CountVector& counts, int64_t unclear,
                                    const ShareVector& reference) {
  const int64_t total = require_unclear(counts, unclear);
  require_same_size(counts, reference);
  if (total == 0) return {0, 1};
  double least = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    least += std::max(0.0, double(counts[i]) / double(total) - reference[i]);
  }
  double most = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    CountVector filled = counts;
    filled[i] += unclear;
    most = std::max(most, total_variation(shares_of(filled), reference));
  }
  return {least, most};
}

std::vector<CountVector> extreme_counts(const CountVector& counts, int64_t unclear,
                                        const ShareVector& reference) {
  require_unclear(counts, unclear);
  require_same_size(counts, reference);
  std::vector<CountVector> extremes;
  for (size_t i = 0; i < counts.size(); ++i) {
    extremes.push_back(counts);
    extremes.back()[i] += unclear;
  }
  extremes.push_back(nearest_counts(counts, unclear, reference));
  return extremes;
}

}  // namespace evenlight::audit
