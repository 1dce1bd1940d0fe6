#include "bias_audit/analysis/sequential.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/sequential.h"

namespace evenlight::audit {

namespace {

// The same verdict must hold however the unclear images are given out.
Verdict verdict_of_sequence(const GroupResult& group, double epsilon, double alpha) {
  switch (early_stop_in_all_cases(group.counts(), group.unclear(), epsilon, alpha)) {
    case EarlyStop::skewed:
      return Verdict::skewed;
    case EarlyStop::within:
      return Verdict::within;
    default:
      return Verdict::inconclusive;
  }
}

void judge(GroupResult& group, double epsilon, double alpha) {
  const CountVector counts = group.counts();
  const double log_e = log_e_value(counts, uniform_shares(2));
  group.sequence = {confidence_sequence(counts[0], group.n, alpha), log_e};
  group.verdict = verdict_of_sequence(group, epsilon, alpha);
  group.p_method = "e_value";
  group.p = std::min(1.0, std::exp(-log_e));
}

void count_verdicts(FamilySummary& summary, const std::vector<GroupResult>& groups) {
  summary.verdicts = {};
  for (const GroupResult& group : groups) {
    if (group.attribute == summary.attribute && group.arm == summary.arm) {
      summary.verdicts.add(group.verdict);
    }
  }
}

}  // namespace

double sequence_alpha(const AuditSettings& audit, double confidence) {
  return (1 - confidence) / double(audit.set.subjects.size());
}

void judge_by_sequence(Analysis& analysis, const std::string& attribute, double alpha) {
  std::map<std::string, std::vector<GroupResult*>> families;  // by arm
  for (GroupResult& group : analysis.groups) {
    if (group.attribute != attribute || group.n == 0) continue;
    judge(group, analysis.settings.epsilon, alpha);
    families[group.arm].push_back(&group);
  }
  for (auto& [arm, family] : families) {
    std::vector<double> p;
    for (const GroupResult* group : family) p.push_back(group->p);
    // With p = 1/e this is e-BH (Wang and Ramdas 2022).
    const std::vector<double> adjusted = benjamini_hochberg(p);
    for (size_t i = 0; i < adjusted.size(); ++i) family[i]->p_adjusted = adjusted[i];
  }
  for (FamilySummary& summary : analysis.summary) {
    if (summary.attribute == attribute) count_verdicts(summary, analysis.groups);
  }
}

}  // namespace evenlight::audit
