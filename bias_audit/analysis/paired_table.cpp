#include "bias_audit/analysis/paired_table.h"

#include <cmath>

#include "bias_audit/stats/checks.h"

namespace evenlight::audit {

namespace {

// Which classes are over parity.
std::vector<bool> over_parity(const CountVector& counts) {
  int64_t total = 0;
  for (const int64_t each : counts) total += each;
  std::vector<bool> over;
  for (const int64_t each : counts) over.push_back(each * int64_t(counts.size()) > total);
  return over;
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
  const CountVector before = first(), after = second();
  const std::vector<bool> over_before = over_parity(before), over_after = over_parity(after);
  double pairs[2][2] = {{0, 0}, {0, 0}};  // [first is over][second is over]
  for (size_t i = 0; i < counts_.size(); ++i) {
    for (size_t j = 0; j < counts_.size(); ++j) {
      pairs[over_before[i]][over_after[j]] += double(counts_[i][j]);
    }
  }
  const double a = pairs[1][1], b = pairs[1][0], c = pairs[0][1], d = pairs[0][0];
  const double spread = std::sqrt((a + b) * (c + d)) * std::sqrt((a + c) * (b + d));
  const ShareVector parity = uniform_shares(counts_.size());
  return {distance_of(before, parity, alpha), distance_of(after, parity, alpha),
          spread > 0 ? (a * d - b * c) / spread : 0};
}

}  // namespace evenlight::audit
