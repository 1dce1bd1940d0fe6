#include "bias_audit/analysis/paired_table.h"

#include <cmath>

#include "bias_audit/stats/checks.h"

namespace evenlight::audit {

namespace {

// Which classes are over the reference.
std::vector<bool> over(const ShareVector& reference, const CountVector& counts) {
  int64_t total = 0;
  for (const int64_t each : counts) total += each;
  std::vector<bool> is_over;
  for (size_t i = 0; i < counts.size(); ++i) {
    is_over.push_back(double(counts[i]) > reference[i] * double(total) + 1e-9);
  }
  return is_over;
}

}  // namespace

void PairedTable::add(std::optional<size_t> first, std::optional<size_t> second) {
  if (first && second) {
    ++counts_[*first][*second];
  } else {
    ++not_both_;
  }
}

int64_t PairedTable::both_read() const {
  int64_t total = 0;
  for (const CountVector& row : counts_) {
    for (const int64_t each : row) total += each;
  }
  return total;
}

CountVector PairedTable::first() const {
  CountVector counts;
  for (const CountVector& row : counts_) {
    counts.push_back(0);
    for (const int64_t each : row) counts.back() += each;
  }
  return counts;
}

CountVector PairedTable::second() const {
  CountVector counts(counts_.size(), 0);
  for (const CountVector& row : counts_) {
    for (size_t i = 0; i < row.size(); ++i) counts[i] += row[i];
  }
  return counts;
}

int64_t PairedTable::to_class(size_t each) const {
  return second()[each] - in_both(each);
}
int64_t PairedTable::from_class(size_t each) const {
  return first()[each] - in_both(each);
}

DistanceChange PairedTable::distance_change(double alpha) const {
  return distance_change(alpha, uniform_shares(counts_.size()));
}

DistanceChange PairedTable::distance_change(double alpha, const ShareVector& reference) const {
  const CountVector before = first(), after = second();
  const std::vector<bool> over_before = over(reference, before);
  const std::vector<bool> over_after = over(reference, after);
  double pairs[2][2] = {{0, 0}, {0, 0}};  // [first is over][second is over]
  for (size_t i = 0; i < counts_.size(); ++i) {
    for (size_t j = 0; j < counts_.size(); ++j) {
      pairs[over_before[i]][over_after[j]] += double(counts_[i][j]);
    }
  }
  const double a = pairs[1][1], b = pairs[1][0], c = pairs[0][1], d = pairs[0][0];
  const double spread = std::sqrt((a + b) * (c + d)) * std::sqrt((a + c) * (b + d));
  return {distance_of(before, reference, alpha), distance_of(after, reference, alpha),
          spread > 0 ? (a * d - b * c) / spread : 0};
}

}  // namespace evenlight::audit
