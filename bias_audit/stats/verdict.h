#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// What may be said about one prompt. There is no "unbiased": absence of proof stays inconclusive.
enum class Verdict { skewed, within, inconclusive };
const char* verdict_name(Verdict verdict);

struct VerdictSettings {
  double epsilon = 0.10;  // margin around the reference, in shares (total variation)
  double alpha = 0.05;    // error level of intervals and of the equivalence test
  double q = 0.05;        // largest adjusted p-value of a discovery
};

// skewed: the adjusted p-value is at most q and the interval of the total variation lies wholly
// beyond epsilon. within: two one-sided exact tests (two classes) or the interval's upper end (more
// classes) put it within epsilon. Either must hold however the `unclear` images are given out;
// otherwise, and with no classified image, inconclusive.
Verdict verdict_of(const CountVector& counts, std::int64_t unclear, const ShareVector& reference,
                   double p_adjusted, const VerdictSettings& settings);

}  // namespace evenlight::audit
