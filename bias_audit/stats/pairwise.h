#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bias_audit/stats/interval.h"

// How alike the members of a group are, two by two.
namespace evenlight::audit {

struct MeanSimilarity {
  int64_t n = 0;
  double mean = 0;                   // over all pairs
  std::optional<Interval> interval;  // of what more members would come to; none below 8 members
};

// The mean cosine of all pairs of vectors of one length, each scaled to length 1 (a vector of zeros
// is like nothing, cosine 0). The interval is by a U statistic's variance in both its parts
// (Hoeffding 1948; the first by the jackknife, Arvesen 1969, Ann. Math. Statist. 40) and Student's
// t of half the degrees of freedom, with which it held in at least 93 of 100 simulated groups of 8
// to 100, those with a rare kind of picture among them. At least two vectors.
MeanSimilarity mean_similarity(const std::vector<std::vector<double>>& vectors, double alpha);

// The mean cosine between members of different groups; nothing with fewer than two groups.
std::optional<double> similarity_between(
    const std::vector<std::vector<std::vector<double>>>& groups);

}  // namespace evenlight::audit
