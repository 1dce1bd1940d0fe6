#include "bias_audit/analysis/results.h"

#include <numeric>

namespace evenlight::audit {

int64_t GroupResult::unclear() const {
  return std::accumulate(unclassified.begin(), unclassified.end(), int64_t{0});
}

CountVector GroupResult::counts() const {
  CountVector counts;
  for (const ClassResult& each : classes) counts.push_back(each.count);
  return counts;
}

void VerdictCounts::add(Verdict verdict) {
  ++(verdict == Verdict::skewed ? skewed : verdict == Verdict::within ? within : inconclusive);
}

}  // namespace evenlight::audit
