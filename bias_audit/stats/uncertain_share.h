#pragma once

#include "bias_audit/stats/random.h"

namespace evenlight::audit {

// A share that is itself only known with an error, as a row of a workforce survey is. What it may
// be is a beta distribution with this mean and standard deviation.
struct UncertainShare {
  double share = 0.5;
  double error = 0;  // standard error
};

// Two-sided p-value of k of n images against it: the mass of all results no likelier than k when
// the share is drawn anew each time (beta-binomial). Without an error that is binomial_test(). Of
// more than 100,000 images, or where no beta distribution has that error, by the normal one.
double share_test(int64_t k, int64_t n, const UncertainShare& reference);

// One of the shares that it may be.
double draw_share(const UncertainShare& reference, Random& random);

}  // namespace evenlight::audit
