#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "bias_audit/analysis/analyze.h"

// The inside of analyze(): what is computed for one group, and for all of an arm and attribute.
namespace evenlight::audit {

// Everything but p_adjusted and verdict, which need the other prompts.
class GroupMeasurer {
 public:
  explicit GroupMeasurer(const AnalysisSettings& settings);
  GroupResult measure(const CountGroup& group, const Attribute& attribute);

 private:
  ParityResult beside_parity(const CountGroup& group);

  const AnalysisSettings& settings_;
  GoodnessOfFit fit_;
  std::map<std::pair<std::int64_t, size_t>, NullBand> fair_models_;  // by n and classes
};

// `family` are the groups of one arm and attribute, at least one.
FamilySummary summary_of(const std::vector<const GroupResult*>& family,
                         const AnalysisSettings& settings);

}  // namespace evenlight::audit
