#pragma once

#include "bias_audit/stats/distance.h"

namespace evenlight::audit {

// How far the images of one prompt lie from a reference, in total variation, and by how much the
// truth may be lower or higher. `below` and `above` are for the classes that are over the reference
// in these images; that others may be so in truth is what `luck` is about.
struct Distance {
  double value = 0;
  double below = 0, above = 0;
  Luck luck;
  double largest = 1;  // that shares can have from this reference
};

// Counts of at least one image. The classes over the reference are together one binomial share, so
// its interval is Clopper and Pearson's, which never covers too little. Throws
// ArgumentError for counts and shares that do not belong together.
Distance distance_of(const CountVector& counts, const ShareVector& reference, double alpha);

// The mean of the prompts' true distances.
struct MeanOfDistances {
  double mean = 0;       // as counted
  double by_luck = 0;    // what luck has added, as luck_of() expects it
  double corrected = 0;  // mean less that, not below 0
  Interval interval;     // holds both of them, within 0 and the largest
};

// Joins the prompts' intervals (MOVER: Zou, Huang and Zhang 2009, Comput. Stat. Data Anal. 53,
// 1080): the squares of their half-lengths add up. At the lower end the most that luck may have
// added comes off, at the upper end nothing, so that it holds for a fair model. It is at least as
// wide as Student's interval over the prompts, and so holds for prompts like these too; of fewer
// than ten prompts the latter counts as if of ten, since so few speak for no others.
// `design_effect` is by how much the variance of such a mean is larger than that of independent
// images (1 unless prompts share seeds). At least one prompt.
MeanOfDistances mean_distance(const std::vector<Distance>& prompts, double alpha,
                              double design_effect = 1);

// One prompt before and after a change. `correlation` is that of the two images of a pair in being
// of a class over the reference, 0 of unpaired images.
struct DistanceChange {
  Distance before, after;
  double correlation = 0;
};

struct MeanChange {
  double mean = 0;       // as counted, after less before
  double corrected = 0;  // with each side's luck taken off
  Interval interval;     // holds the latter
};
MeanChange mean_change(const std::vector<DistanceChange>& prompts, double alpha,
                       double design_effect = 1);

// Half-lengths, squared, of an interval of a mean of `values` whose own half-lengths squared sum to
// `own` (over the square of their number), as mean_distance() makes it.
double joined_square(const std::vector<double>& values, double own, double alpha,
                     double design_effect);

}  // namespace evenlight::audit
