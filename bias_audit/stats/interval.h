#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace evenlight::audit {

// Images counted per class; shares and probabilities per class.
using CountVector = std::vector<int64_t>;
using ShareVector = std::vector<double>;

// A closed interval [lo, hi].
struct Interval {
  double lo = 0;
  double hi = 1;
  bool contains(double x) const { return lo <= x && x <= hi; }
};

}  // namespace evenlight::audit
