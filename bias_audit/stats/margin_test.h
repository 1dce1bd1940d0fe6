#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// What is claimed of a prompt is claimed about the margin: "skewed" says that the true total
// variation from the reference is above epsilon, "within" that it is below. Each has its own exact
// p-value, which is what an adjustment for many prompts then works on.

// Against "the true distance is at most epsilon". Two classes: the mass, at the worse of the two
// shares on the margin, of all results at least as far out. More classes: the smallest error level
// at which a box of Clopper and Pearson's intervals, one a class, lies wholly beyond the margin.
// Counts of no image give 1.
double beyond_margin_p(const CountVector& counts, const ShareVector& reference, double epsilon);

// Against "the true distance is at least epsilon": that some set of classes has epsilon more than
// in the reference. Every set is tested by itself and the largest p-value counts, which needs no
// adjustment (intersection-union test: Berger 1982, Technometrics 24, 295); of two classes these
// are the two one-sided tests. Throws ArgumentError for more than 20 classes whose
// reference is not uniform.
double within_margin_p(const CountVector& counts, const ShareVector& reference, double epsilon);

// Both, the largest over all ways to give out the unclear images.
struct MarginTests {
  double beyond = 1;
  double within = 1;
};
MarginTests margin_tests(const CountVector& counts, int64_t unclear, const ShareVector& reference,
                         double epsilon);

}  // namespace evenlight::audit
