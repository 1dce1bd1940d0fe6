#include "bias_audit/report/in_question.h"

#include <algorithm>

namespace evenlight::audit {

namespace {

const Attribute* find_attribute(const Counts& counts, const std::string& name) {
  const auto found = std::find_if(counts.attributes.begin(), counts.attributes.end(),
                                  [&](const Attribute& each) { return each.name == name; });
  return found == counts.attributes.end() ? nullptr : &*found;
}

void withhold(Analysis& analysis, GroupResult& group) {
  for (FamilySummary& summary : analysis.summary) {
    if (summary.attribute != group.attribute || summary.arm != group.arm) continue;
    --(group.verdict == Verdict::within ? summary.verdicts.within : summary.verdicts.skewed);
    ++summary.verdicts.inconclusive;
  }
  group.verdict = Verdict::inconclusive;
  group.is_in_question = true;
}

}  // namespace

void heed_questions(AnalysedCounts& results, const Counts& counts, const ReportSettings& settings) {
  std::vector<std::string> answered;
  for (const auto& [name, check] : settings.check) answered.push_back(name);
  const bool has_any =
      std::any_of(counts.attributes.begin(), counts.attributes.end(), [&](const Attribute& each) {
        return !each.in_question.empty() && !settings.check.contains(each.name);
      });
  if (!has_any) return;
  // The groups of both stand in the same order.
  const AnalysedCounts other = analyze_counts(without_questions(counts, answered), settings);
  for (size_t i = 0; i < results.analysis.groups.size(); ++i) {
    GroupResult& group = results.analysis.groups[i];
    const Attribute* attribute = find_attribute(counts, group.attribute);
    if (!attribute || attribute->in_question.empty() || settings.check.contains(group.attribute)) {
      continue;
    }
    const bool is_same = group.verdict == other.analysis.groups.at(i).verdict;
    if (!is_same && group.verdict != Verdict::inconclusive) withhold(results.analysis, group);
  }
}

}  // namespace evenlight::audit
