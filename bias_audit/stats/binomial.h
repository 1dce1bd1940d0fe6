#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// One share: k of n images. alpha is the error level (0.05 for a 95 % interval).
Interval wilson(int64_t k, int64_t n, double alpha);           // Wilson 1927, score
Interval clopper_pearson(int64_t k, int64_t n, double alpha);  // 1934, never under-covers
Interval jeffreys(int64_t k, int64_t n, double alpha);         // Brown, Cai, DasGupta 2001
Interval agresti_coull(int64_t k, int64_t n, double alpha);    // 1998, cut to [0, 1]

// Two-sided exact p-value against the share p0: the mass of all results no likelier than k.
double binomial_test(int64_t k, int64_t n, double p0);

// Two one-sided exact tests: the p-value of "the share is not within target +- epsilon". Small
// means equivalence is shown. A bound outside [0, 1] cannot be crossed and does not count.
double equivalence_test(int64_t k, int64_t n, double target, double epsilon);

}  // namespace evenlight::audit
