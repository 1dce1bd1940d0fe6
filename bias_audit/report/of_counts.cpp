#include <algorithm>
#include <set>

#include "bias_audit/analysis/corrected_references.h"
#include "bias_audit/analysis/sample_sizes.h"
#include "bias_audit/analysis/sequential.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/report/in_question.h"
#include "bias_audit/report/limits.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/worst.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

size_t place_in(const std::vector<std::string>& names, const std::string& name) {
  return size_t(std::find(names.begin(), names.end(), name) - names.begin());
}

bool has_women(const Attribute& attribute) {
  return attribute.classes.size() == 2 && place_in(attribute.classes, "woman") < 2;
}

References references_of(const Counts& counts, size_t attribute, const ReportSettings& settings) {
  References references;
  references.set = settings.set ? &*settings.set : nullptr;
  references.target_woman = settings.target_woman;
  references.baseline = settings.baseline;
  const size_t woman = place_in(counts.attributes[attribute].classes, "woman");
  std::set<std::string> prompts;
  for (const CountGroup& group : counts.groups) {
    if (group.attribute != attribute) continue;
    prompts.insert(group.prompt);
    if (settings.baseline.empty() || group.prompt != settings.baseline) continue;
    if (woman < group.counts.size()) {
      references.baselines[group.arm] = {group.counts[woman], group.classified()};
    }
  }
  references.sequential = settings.sequential;
  references.sequence_alpha =
      (1 - settings.analysis.confidence) / double(std::max<size_t>(1, prompts.size()));
  return references;
}

void require_baseline(const Counts& counts, const std::string& baseline) {
  if (baseline.empty()) return;
  const bool known = std::any_of(counts.groups.begin(), counts.groups.end(),
                                 [&](const CountGroup& group) { return group.prompt == baseline; });
  if (!known) {
    throw InputError(say<"The baseline \"{0}\" is no prompt of these counts">(shown(baseline)));
  }
}

bool compares(const ReportSettings& settings) {
  return settings.set || settings.target_woman || !settings.baseline.empty();
}

void judge_sequences(Analysis& analysis, const Counts& counts, const ReportSettings& settings) {
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    const Attribute& attribute = counts.attributes[a];
    judge_by_sequence(analysis, attribute.name, references_of(counts, a, settings).sequence_alpha);
  }
}

ReferenceResults references_in(const Counts& counts, const ReportSettings& settings) {
  ReferenceResults results;
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    if (!has_women(counts.attributes[a])) continue;
    const References references = references_of(counts, a, settings);
    ReferenceResults own;
    own.prompts = referenced_prompts(references, counts, a, settings.analysis);
    own.summary = reference_summary(own.prompts, settings.analysis);
    const auto check = settings.check.find(counts.attributes[a].name);
    if (check != settings.check.end()) {
      correct_references(own, references, counts, a, check->second, settings.analysis);
    }
    std::move(own.prompts.begin(), own.prompts.end(), std::back_inserter(results.prompts));
    std::move(own.summary.begin(), own.summary.end(), std::back_inserter(results.summary));
  }
  return results;
}

std::vector<Message> limits_in(const Counts& counts, const ReportSettings& settings) {
  std::vector<CheckSet> checks;
  for (const Attribute& attribute : counts.attributes) {
    CheckSet& check = checks.emplace_back();
    check.attribute = attribute.name;
    check.can_correct = settings.check.contains(attribute.name);
    if (!check.can_correct) check.why_not = say<"there are no human labels">();
  }
  std::vector<Message> limits = limits_of({}, checks);
  for (const Message& question : counts.questions) {
    limits.push_back(say<"In question: {0}.">(question));
  }
  return limits;
}

}  // namespace

AnalysedCounts analyze_counts(const Counts& counts, const ReportSettings& wanted) {
  ReportSettings settings = wanted;
  for (const auto& [name, check] : settings.check) settings.analysis.checked.push_back(name);
  settings.analysis.described = described_attributes(settings.even);
  require_baseline(counts, settings.baseline);
  AnalysedCounts results;
  results.analysis = analyze(counts, settings.analysis);
  add_sample_sizes(results.analysis, settings.sequential);
  if (settings.sequential) judge_sequences(results.analysis, counts, settings);
  if (compares(settings)) results.references = references_in(counts, settings);
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    const std::string& name = counts.attributes[a].name;
    const auto check = settings.check.find(name);
    if (check == settings.check.end()) continue;
    results.corrected.emplace_back(
        name, corrected_attribute(counts, a, check->second, settings.analysis));
    heed_correction(results.analysis, name, results.corrected.back().second);
  }
  heed_questions(results, counts, wanted);
  return results;
}

Report report_of(const Counts& counts, const ReportSettings& settings) {
  Report report{analyze_counts(counts, settings), published_scores(counts), {}, {}, {}, {}};
  report.about = settings.about;
  report.worst = worst_of(report);
  report.limits = limits_in(counts, settings);
  return report;
}

}  // namespace evenlight::audit
