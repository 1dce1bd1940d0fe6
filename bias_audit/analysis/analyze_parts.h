#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <vector>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/goodness_of_fit.h"
#include "bias_audit/stats/null_band.h"
#include "bias_audit/stats/verdict.h"

// The inside of analyze(): what is computed for one group, and how groups and summaries are
// written.
namespace evenlight::audit {

struct GroupResult {
  const CountGroup* group = nullptr;
  const Attribute* attribute = nullptr;
  ShareVector reference;  // parity; empty when the attribute has no class at all
  std::int64_t n = 0;     // classified images; with none only what stands above is set
  FitTest fit;
  double p_adjusted = 1;
  double total_variation = 0;
  Luck luck;            // in the total variation
  NullBand fair_model;  // of the plug-in total variation
  Verdict verdict = Verdict::inconclusive;
};

// Everything but p_adjusted and verdict, which need the other prompts.
class GroupMeasurer {
 public:
  explicit GroupMeasurer(const AnalysisSettings& settings);
  GroupResult measure(const CountGroup& group, const Attribute& attribute);

 private:
  const AnalysisSettings& settings_;
  GoodnessOfFit fit_;
  std::map<std::pair<std::int64_t, size_t>, NullBand> fair_models_;  // by n and classes
};

nlohmann::ordered_json group_json(const GroupResult& result, const AnalysisSettings& settings);

// `family` are the groups of one arm and attribute, at least one.
nlohmann::ordered_json summary_json(const std::vector<const GroupResult*>& family,
                                    const AnalysisSettings& settings);

nlohmann::ordered_json interval_json(const Interval& interval);

}  // namespace evenlight::audit
