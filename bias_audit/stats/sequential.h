#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Evidence that may be looked at after every image. The e-value is the likelihood of the counts
// under a Jeffreys mixture (beta(1/2, 1/2), Dirichlet(1/2, …) for more classes) over that under the
// reference. Under the reference P(it ever reaches 1/alpha) <= alpha (Ville 1939).
double log_e_value(const CountVector& counts, const ShareVector& reference);

// All shares p of k in n whose e-value is still below 1/alpha: a confidence sequence, which holds
// at every n at once with probability 1 - alpha. n = 0 gives [0, 1].
Interval confidence_sequence(int64_t k, int64_t n, double alpha);

// Whether to go on drawing images of one prompt: stop as soon as the confidence sequence lies
// wholly beyond target +- epsilon (skewed) or wholly within it.
enum class EarlyStop { go_on, skewed, within };
EarlyStop early_stop(int64_t k, int64_t n, double target, double epsilon, double alpha);

// The same of two classes against parity, with images that could not be classified: it stops only
// where it would for every assignment of them.
EarlyStop early_stop_in_all_cases(const CountVector& counts, int64_t unclear, double epsilon,
                                  double alpha);

}  // namespace evenlight::audit
