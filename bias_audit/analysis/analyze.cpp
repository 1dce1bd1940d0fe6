#include "bias_audit/analysis/analyze.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/multiplicity.h"

namespace evenlight::audit {

namespace {

void require_range(bool holds, const char* setting, const char* range) {
  if (!holds) throw ArgumentError(std::string(setting) + " must be " + range);
}

void check(const AnalysisSettings& settings) {
  require_range(settings.confidence >= 0.5 && settings.confidence < 1, "confidence",
                "at least 0.5 and below 1");
  require_range(settings.epsilon > 0 && settings.epsilon < 0.5, "epsilon", "above 0 and below 0.5");
  require_range(settings.q > 0 && settings.q < 1, "q", "above 0 and below 1");
  require_range(settings.bootstrap_draws >= 100 && settings.bootstrap_draws <= 1'000'000,
                "bootstrap draws", "from 100 to 1,000,000");
  require_range(settings.monte_carlo_draws >= 1000 && settings.monte_carlo_draws <= 10'000'000,
                "Monte-Carlo draws", "from 1,000 to 10,000,000");
  adjustment_method(settings.adjustment);
}

// Groups of one arm and attribute, in order of first appearance.
std::vector<std::vector<GroupResult*>> families_of(std::vector<GroupResult>& results) {
  std::vector<std::vector<GroupResult*>> families;
  std::map<std::pair<std::string, std::string>, size_t> index;
  for (GroupResult& result : results) {
    const auto key = std::make_pair(result.arm, result.attribute);
    const auto [at, is_new] = index.emplace(key, families.size());
    if (is_new) families.emplace_back();
    families[at->second].push_back(&result);
  }
  return families;
}

// By the claims about the margin, each adjusted over the prompts.
void judge(const std::vector<GroupResult*>& measured, const AnalysisSettings& settings) {
  std::vector<MarginTests> tests;
  for (const GroupResult* result : measured) tests.push_back(result->margin);
  const std::vector<MarginTests> adjusted = adjusted_for_many(tests);
  for (size_t i = 0; i < measured.size(); ++i) {
    GroupResult& result = *measured[i];
    result.margin_adjusted = adjusted[i];
    give_verdict(result, verdict_of(adjusted[i], verdict_settings(settings)), settings);
  }
}

void adjust_and_judge(const std::vector<GroupResult*>& family, const AnalysisSettings& settings) {
  std::vector<GroupResult*> measured;
  std::vector<double> p;
  for (GroupResult* result : family) {
    if (result->n == 0) continue;
    measured.push_back(result);
    p.push_back(result->p);
  }
  const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
  for (size_t i = 0; i < measured.size(); ++i) measured[i]->p_adjusted = adjusted[i];
  judge(measured, settings);
}

}  // namespace

VerdictSettings verdict_settings(const AnalysisSettings& settings) {
  return {settings.epsilon, 1 - settings.confidence, settings.q};
}

bool is_described(const std::string& attribute, const AnalysisSettings& settings) {
  return std::find(settings.described.begin(), settings.described.end(), attribute) !=
         settings.described.end();
}

Verdict allowed_verdict(Verdict verdict, const std::string& attribute,
                        const AnalysisSettings& settings) {
  if (is_described(attribute, settings)) return Verdict::inconclusive;
  const bool is_checked = std::find(settings.checked.begin(), settings.checked.end(), attribute) !=
                          settings.checked.end();
  return verdict == Verdict::within && !is_checked ? Verdict::inconclusive : verdict;
}

void give_verdict(GroupResult& group, Verdict verdict, const AnalysisSettings& settings) {
  group.verdict = allowed_verdict(verdict, group.attribute, settings);
  group.is_described = is_described(group.attribute, settings);
  group.is_unchecked = group.verdict != verdict && !group.is_described;
}

std::vector<std::string> described_attributes(const std::vector<std::string>& with_target,
                                              const std::vector<std::string>& own) {
  std::vector<std::string> names = {"age", "tone_band"};
  names.insert(names.end(), own.begin(), own.end());
  std::erase_if(names, [&](const std::string& name) {
    return std::find(with_target.begin(), with_target.end(), name) != with_target.end();
  });
  return names;
}

Analysis analyze(const Counts& counts, const AnalysisSettings& settings) {
  check(settings);
  Analysis analysis{settings, {}, {}};
  GroupMeasurer measurer(settings);
  for (const CountGroup& group : counts.groups) {
    analysis.groups.push_back(measurer.measure(group, counts.attributes.at(group.attribute)));
  }
  for (const std::vector<GroupResult*>& family : families_of(analysis.groups)) {
    adjust_and_judge(family, settings);
    analysis.summary.push_back(summary_of({family.begin(), family.end()}, settings));
  }
  return analysis;
}

}  // namespace evenlight::audit
