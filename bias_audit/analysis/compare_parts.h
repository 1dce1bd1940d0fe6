#pragma once

#include "bias_audit/analysis/compare.h"
#include "bias_audit/stats/mean_distance.h"

// What the comparisons of audits and of counts share.
namespace evenlight::audit {

// One prompt of an attribute: a row a class (of two classes the first alone), and both distances
// from parity where there is a change.
struct ComparedRows {
  std::vector<ComparedPrompt> rows;
  std::optional<DistanceChange> distance;
};

// A class's share before and after, in a prompt whose distance from parity changed so.
ShareChange share_change(double first, double second, const Interval& interval, double p,
                         const CountVector& before, const CountVector& after);

// Adjusts over all rows and says which changed.
ComparedAttribute compared_attribute(const std::string& name, std::vector<ComparedRows> prompts,
                                     const AnalysisSettings& settings);

// The rows of one prompt of two arms, which are not paired.
ComparedRows unpaired_rows(const std::string& prompt, const Attribute& attribute,
                           const CountVector& before, const CountVector& after,
                           const AnalysisSettings& settings);

// The prompts of each attribute of the counts that both arms have classified images of.
std::vector<std::vector<ComparedRows>> unpaired_prompts(const Counts& counts,
                                                        const std::string& first,
                                                        const std::string& second,
                                                        const AnalysisSettings& settings);

// Fills in `attributes`, and `prompts` and `summary` with those of two classes.
void add_unpaired(Comparison& comparison, const Counts& counts, const std::string& first,
                  const std::string& second, const AnalysisSettings& settings);

}  // namespace evenlight::audit
