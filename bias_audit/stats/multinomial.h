#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Simultaneous intervals for the shares of several classes; the sum of counts must be at least 1.
// Goodman 1965 (Bonferroni): good for cells of five and more.
std::vector<Interval> goodman(const CountVector& counts, double alpha);

// Sison and Glaz 1995 (J. Am. Stat. Assoc. 90, 366): good for seven and more classes that are not
// sparse. When their approximation never reaches 1 - alpha the answer is [0, 1].
std::vector<Interval> sison_glaz(const CountVector& counts, double alpha);

}  // namespace evenlight::audit
