#include "bias_audit/stats/sequential.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/report/parts.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

// The same verdict must hold however the unclear images are given out.
Verdict verdict_of_sequence(const CountGroup& group, double epsilon, double alpha) {
  switch (early_stop_in_all_cases(group.counts, group.unclear(), epsilon, alpha)) {
    case EarlyStop::skewed:
      return Verdict::skewed;
    case EarlyStop::within:
      return Verdict::within;
    default:
      return Verdict::inconclusive;
  }
}

void count_verdicts(ordered_json& analysis, const std::string& attribute) {
  for (ordered_json& row : analysis["summary"]) {
    if (row["attribute"] != attribute) continue;
    for (const char* name : {"skewed", "within", "inconclusive"}) {
      row[name] = std::count_if(
          analysis["groups"].begin(), analysis["groups"].end(), [&](const ordered_json& group) {
            return group.at("attribute") == attribute && group.at("arm") == row["arm"] &&
                   group.at("verdict") == name;
          });
    }
  }
}

}  // namespace

double sequence_alpha(const AuditSettings& audit, double confidence) {
  return (1 - confidence) / double(audit.set.subjects.size());
}

void judge_by_sequence(ordered_json& analysis, const Counts& counts, size_t attribute, double alpha,
                       const AnalysisSettings& settings) {
  std::map<std::string, std::vector<std::pair<ordered_json*, double>>> families;  // by arm
  for (size_t i = 0; i < counts.groups.size(); ++i) {
    const CountGroup& group = counts.groups[i];
    ordered_json& row = analysis["groups"][i];
    if (group.attribute != attribute || group.classified() == 0) continue;
    const Interval shares = confidence_sequence(group.counts[0], group.classified(), alpha);
    const double log_e = log_e_value(group.counts, uniform_shares(2));
    row["confidence_sequence"] = {shares.lo, shares.hi};
    row["log_e_value"] = log_e;
    row["verdict"] = verdict_name(verdict_of_sequence(group, settings.epsilon, alpha));
    row["p_method"] = "e_value";
    row["p_exact"] = std::min(1.0, std::exp(-log_e));
    families[group.arm].emplace_back(&row, row["p_exact"]);
  }
  for (auto& [arm, family] : families) {
    std::vector<double> p;
    for (const auto& [row, value] : family) p.push_back(value);
    // With p = 1/e this is e-BH (Wang and Ramdas 2022).
    const std::vector<double> adjusted = benjamini_hochberg(p);
    for (size_t i = 0; i < adjusted.size(); ++i) {
      (*family[i].first)["p_adjusted"] = adjusted[i];
    }
  }
  count_verdicts(analysis, counts.attributes[attribute].name);
}

}  // namespace evenlight::audit
