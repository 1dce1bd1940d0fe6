#include "bias_audit/stats/impact_ratio.h"

#include <algorithm>

#include "bias_audit/stats/multinomial.h"

namespace evenlight::audit {

std::vector<ImpactRatio> impact_ratios(const CountVector& counts, double alpha) {
  const std::vector<Interval> shares = goodman(counts, alpha);
  const double most = double(*std::max_element(counts.begin(), counts.end()));
  // What the largest share in truth is at least and at most.
  double largest_lo = 0, largest_hi = 0;
  for (const Interval& share : shares) {
    largest_lo = std::max(largest_lo, share.lo);
    largest_hi = std::max(largest_hi, share.hi);
  }
  std::vector<ImpactRatio> ratios;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double hi = largest_lo > 0 ? std::min(1.0, shares[i].hi / largest_lo) : 1;
    ratios.push_back({double(counts[i]) / most, {shares[i].lo / largest_hi, hi}});
  }
  return ratios;
}

}  // namespace evenlight::audit
