#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// What a model that follows the reference exactly would score by luck: the mean of a score and its
// 95 % point (19 of 20 such models score no more).
struct NullBand {
  double mean = 0;
  double upper = 0;
};

// A score of shares against a reference; larger means further away.
using Score = double (*)(const ShareVector& shares, const ShareVector& reference);

// Two classes and n <= 2,000: by enumeration, exact. Else `draws` results of Random(seed).
// n must be at least 1.
NullBand null_band(Score score, int64_t n, const ShareVector& reference, int64_t draws = 4000,
                   uint64_t seed = 20240229);

}  // namespace evenlight::audit
