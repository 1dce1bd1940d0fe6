#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Worst cases over images that could not be classified (Manski 1989): each may belong to any class.

// Per class: none of the unclear images is of it … all of them are.
std::vector<Interval> worst_case_shares(const CountVector& counts, int64_t unclear);

// Least and most total variation over all ways to give out the unclear images.
Interval worst_case_total_variation(const CountVector& counts, int64_t unclear,
                                    const ShareVector& reference);

// Counts that stand for all ways: one per class that takes every unclear image, and last the one
// nearest to the reference. The total variation is convex, so its most is among the former.
std::vector<CountVector> extreme_counts(const CountVector& counts, int64_t unclear,
                                        const ShareVector& reference);

}  // namespace evenlight::audit
