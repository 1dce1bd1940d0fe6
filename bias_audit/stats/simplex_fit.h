#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// The weights x (each >= 0, sum 1) for which sum_t x[t] * rows[t] is nearest to target in the sum
// of squares. rows [K][L], target [L]. Exact up to rounding; ties go to the most classes.
ShareVector fit_on_simplex(const std::vector<ShareVector>& rows, const ShareVector& target);

}  // namespace evenlight::audit
