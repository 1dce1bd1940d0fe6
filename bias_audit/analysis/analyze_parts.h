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
  std::map<std::pair<int64_t, size_t>, NullBand> fair_models_;  // by n and classes
};

// `family` are the groups of one arm and attribute, at least one.
FamilySummary summary_of(const std::vector<const GroupResult*>& family,
                         const AnalysisSettings& settings);

// Of groups of one arm and attribute, each with a classified image.
MeanDistance mean_over(const std::vector<const GroupResult*>& measured, double alpha,
                       double design_effect = 1);

VerdictSettings verdict_settings(const AnalysisSettings& settings);

bool is_described(const std::string& attribute, const AnalysisSettings& settings);

// "within" becomes inconclusive where the instrument was not checked, and every verdict on what is
// described only.
Verdict allowed_verdict(Verdict verdict, const std::string& attribute,
                        const AnalysisSettings& settings);
void give_verdict(GroupResult& group, Verdict verdict, const AnalysisSettings& settings);

}  // namespace evenlight::audit
