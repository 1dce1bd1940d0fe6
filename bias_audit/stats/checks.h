#pragma once

#include <cstddef>

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Argument checks shared by the statistics; each throws ArgumentError.
void require_trials(int64_t k, int64_t n);             // 0 <= k <= n, n >= 1
void require_probability(double p, const char* name);  // 0 <= p <= 1
void require_alpha(double alpha);                      // 0 < alpha < 1
void require_shares(const ShareVector& shares);        // each >= 0, sum 1 within 1e-6
int64_t require_counts(const CountVector& counts);     // two or more, >= 0; returns the sum
void require_same_size(const CountVector& counts, const ShareVector& reference);

ShareVector uniform_shares(size_t classes);
ShareVector shares_of(const CountVector& counts);  // the sum must be positive

}  // namespace evenlight::audit
