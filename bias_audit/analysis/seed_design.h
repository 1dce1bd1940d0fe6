#pragma once

#include "bias_audit/analysis/results.h"
#include "bias_audit/data/database.h"

namespace evenlight::audit {

// Image k of every prompt has the same seed, so that prompts go along with each other: seeds are
// drawn once for all of them. What that does to the variance of a mean over prompts, as seeds are
// the clusters of a survey (Kish 1965; Taylor's linearisation).
struct SeedDesign {
  int64_t seeds = 0;
  double mean_distance = 1;  // variance over that of independent images, at least 1
  double pooled_share = 1;  // the same of a class's share in all images, the largest of the classes
};
SeedDesign seed_design(const Counts& counts, const std::string& attribute,
                       const std::vector<ImageRow>& images);

// Widens the attribute's mean distance by it and says the design effect and how many independent
// images the classified ones are worth. Not for a sequential audit, whose interval does not narrow
// with the number of images.
void allow_for_seeds(Analysis& analysis, const Counts& counts, const std::string& attribute,
                     const std::vector<ImageRow>& images);

}  // namespace evenlight::audit
