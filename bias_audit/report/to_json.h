#pragma once

#include <nlohmann/json.hpp>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/report/report.h"

// The only place where results become JSON: keys in a fixed order, the same results, the same
// bytes.
namespace evenlight::audit {

// {"settings", "groups", "summary"}. What a prompt without a classified image does not have is null
// or left out.
nlohmann::ordered_json to_json(const Analysis& analysis);
nlohmann::ordered_json to_json(const AnalysisSettings& settings);
nlohmann::ordered_json to_json(const GroupResult& group);
nlohmann::ordered_json to_json(const FamilySummary& summary);

// {"prompts", "summary"}.
nlohmann::ordered_json to_json(const CorrectedAttribute& corrected);
nlohmann::ordered_json to_json(const CorrectedPrompt& row);
nlohmann::ordered_json to_json(const UnreadableShare& share);
nlohmann::ordered_json to_json(const CorrectedSummary& row);

// {"comparison", "first", "second", "prompts", "summary"}. Of audits a prompt is {"prompt",
// "pairs", "not_both_read", "as_asked_…", "woman_first", "woman_second", "difference", "interval",
// "to_woman", "to_man", "p_mcnemar", "distance_change", "overshoot", "verdict", "p_adjusted"}; of
// arms "first" and "second" are the shares of "class", and the test is "p_fisher". "attributes" has
// every attribute of both by name, a row a prompt and class, with the same keys as arms and
// "pairs", "to_class" and "from_class" where images are paired; "wordings" is where the prompts
// differ.
nlohmann::ordered_json to_json(const Comparison& comparison);

// A report's file. Keys of an Analysis stand at the top; "references" and "reference_summary" too
// where there is something to compare with. Of an audit there are also "audit" (its settings, the
// instruments among them), "complete", "corrected", "prompts", "coverage", "human_check" (of
// presentation), "human_checks" (of the other attributes), "templates", "intersections", "control",
// "asked", "skin" (of photographs), "served" (of a server's pictures), "diversity",
// "second_opinions", "compatibility", "worst", "limits", "reproduce" and
// "images_sha256"; of counts "corrected_shares" where there is a check set.
nlohmann::ordered_json to_json(const Report& report);
nlohmann::ordered_json to_json(const AnalysedCounts& results);
nlohmann::ordered_json to_json(const ReferencedPrompt& prompt);
nlohmann::ordered_json to_json(const ReferenceSummary& row);
nlohmann::ordered_json to_json(const HumanCheck& check);
nlohmann::ordered_json to_json(const CountedShare& share);  // no interval for n = 0

nlohmann::ordered_json to_json(const Interval& interval);            // [lo, hi]
nlohmann::ordered_json to_json(const std::optional<double>& value);  // null for nothing

template <class Row>
nlohmann::ordered_json rows_json(const std::vector<Row>& rows) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Row& row : rows) list.push_back(to_json(row));
  return list;
}

}  // namespace evenlight::audit
