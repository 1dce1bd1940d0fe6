#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/analysis/mitigation_effect.h"
#include "bias_audit/report/picture_changes.h"

// What `audit mitigate` reports: what was done, what it did and what else it did.
namespace evenlight::audit {

struct MitigationReport {
  MitigationEffect effect;
  PictureChanges pictures;
  double seconds = 0;  // that making the second audit took; 0: it was there already
};

// What came of it, in sentences: towards the target first, then what else moved.
std::vector<std::string> mitigation_sentences(const MitigationReport& report);

// {"method", "attribute", "target", "left_alone", "mean_distance_before", "…_after",
// "mean_change", "interval", "reduction", "overshoots", "prompts": […], "collateral": {…}, "cost"}.
nlohmann::ordered_json to_json(const MitigationReport& report);

// One page: these sentences and tables before those of the comparison.
std::string mitigation_html(const MitigationReport& report, const Comparison& comparison,
                            const AnalysisSettings& settings);

}  // namespace evenlight::audit
