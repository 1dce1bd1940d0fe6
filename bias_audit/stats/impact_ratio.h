#pragma once

#include <vector>

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// A class's share over that of the most frequent class: the impact ratio of NYC's Local Law 144
// rules (§ 5-300), which the four-fifths rule is about.
struct ImpactRatio {
  double ratio = 1;
  Interval interval;  // of all classes at once
};

// One a class, of at least two and with a positive sum. The intervals follow from Goodman's joint
// ones of the shares: they hold whichever class is the most frequent in truth.
std::vector<ImpactRatio> impact_ratios(const CountVector& counts, double alpha);

}  // namespace evenlight::audit
