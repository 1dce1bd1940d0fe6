#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Two unpaired shares, k1 of n1 and k2 of n2.
// Newcombe 1998, method 10: an interval for the difference of the shares, first less second.
Interval newcombe(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double alpha);

// Fisher's exact test, two-sided: the mass of the tables no likelier than the observed one. Walks
// through all tables of the same margins.
double fisher_exact_test(int64_t k1, int64_t n1, int64_t k2, int64_t n2);

// Images paired by seed: how many pairs have both, one or none of the images in a class.
struct PairedCounts {
  int64_t both = 0, first_only = 0, second_only = 0, neither = 0;
};

// Newcombe 1998 (Stat. Med. 17, 2635), method 10: an interval for the difference of the paired
// shares, second less first; not of width 0 when no pair changed.
Interval newcombe_paired(const PairedCounts& pairs, double alpha);

// b pairs changed one way, c the other way. McNemar 1947.
double mcnemar_exact_test(int64_t b, int64_t c);

}  // namespace evenlight::audit
