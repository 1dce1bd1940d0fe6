#pragma once

#include <cstddef>
#include <cstdint>

#include "bias_audit/stats/interval.h"
#include "bias_audit/stats/uncertain_share.h"

namespace evenlight::audit {

struct BootstrapSettings {
  std::int64_t draws = 2000;
  double alpha = 0.05;
  std::uint64_t seed = 20240229;
};

// k of n images of one prompt beside a reference. Prompts with the same `source` have the same
// reference, and its error is the same for all of them.
struct Gap {
  int64_t k = 0, n = 0;  // n >= 1
  UncertainShare reference;
  size_t source = 0;
};

// Mean over prompts of |share - reference|. Few images and a reference with an error look apart by
// luck; `by_luck` is the mean that shares exactly at their references would show. The interval, for
// the mean of the true gaps, carries the errors of prompts, images and references: percentiles over
// draws of all three (shares from their Jeffreys posteriors) centred on the mean, with the most
// that luck may have added taken away at the lower end only. It holds the mean.
struct MeanGap {
  double mean = 0;
  double by_luck = 0;
  Interval interval;
};
MeanGap mean_gap(const std::vector<Gap>& gaps, const BootstrapSettings& settings = {});

}  // namespace evenlight::audit
