#pragma once

#include <cstdint>
#include <optional>

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// k of n with Wilson's interval; of n = 0 there is no share, and the interval says nothing.
struct CountedShare {
  int64_t count = 0, n = 0;
  std::optional<double> share;
  Interval wilson;
};

CountedShare counted_share(int64_t k, int64_t n, double alpha);

}  // namespace evenlight::audit
