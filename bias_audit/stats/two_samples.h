#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Two unpaired shares, k1 of n1 and k2 of n2.
// Newcombe 1998, method 10: an interval for the difference of the shares, first less second.
Interval newcombe(std::int64_t k1, std::int64_t n1, std::int64_t k2, std::int64_t n2, double alpha);

// Fisher's exact test, two-sided: the mass of the tables no likelier than the observed one. Walks
// through all tables of the same margins.
double fisher_exact_test(std::int64_t k1, std::int64_t n1, std::int64_t k2, std::int64_t n2);

// Images paired by seed: b changed one way, c the other way. McNemar 1947.
double mcnemar_exact_test(std::int64_t b, std::int64_t c);
double mcnemar_chi_square_test(std::int64_t b, std::int64_t c);  // with continuity correction

}  // namespace evenlight::audit
