#include "bias_audit/analysis/sequential.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/sequential.h"

namespace evenlight::audit {

namespace {

// The range of the total variation from parity while every share stays in its interval.
Interval distance_range(const std::vector<Interval>& shares) {
  return total_variation_range(shares, uniform_shares(shares.size()));
}

// Of each class, at a level that holds for all classes together.
std::vector<Interval> sequences_of(const CountVector& counts, double alpha) {
  int64_t n = 0;
  for (const int64_t count : counts) n += count;
  // Of two classes one interval says it of both.
  const double each = counts.size() == 2 ? alpha : alpha / double(counts.size());
  std::vector<Interval> sequences;
  for (const int64_t count : counts) {
    sequences.push_back(confidence_sequence(count, n, each));
  }
  return sequences;
}

Verdict verdict_of_many(const CountVector& counts, double epsilon, double alpha) {
  const Interval distance = distance_range(sequences_of(counts, alpha));
  if (distance.lo > epsilon) return Verdict::skewed;
  return distance.hi < epsilon ? Verdict::within : Verdict::inconclusive;
}

// The same verdict must hold for every assignment of the unclear images.
Verdict verdict_of_sequence(const GroupResult& group, double epsilon, double alpha) {
  const CountVector counts = group.counts();
  if (counts.size() == 2) {
    switch (early_stop_in_all_cases(counts, group.unclear(), epsilon, alpha)) {
      case EarlyStop::skewed:
        return Verdict::skewed;
      case EarlyStop::within:
        return Verdict::within;
      default:
        return Verdict::inconclusive;
    }
  }
  const Verdict seen = verdict_of_many(counts, epsilon, alpha);
  for (const CountVector& extreme :
       extreme_counts(counts, group.unclear(), uniform_shares(counts.size()))) {
    if (verdict_of_many(extreme, epsilon, alpha) != seen) return Verdict::inconclusive;
  }
  return seen;
}

void judge(GroupResult& group, const AnalysisSettings& settings, double alpha) {
  const CountVector counts = group.counts();
  SequenceResult sequence;
  sequence.shares = confidence_sequence(counts[0], group.n, alpha);
  sequence.classes = sequences_of(counts, alpha);
  sequence.total_variation = distance_range(sequences_of(counts, 1 - settings.confidence));
  sequence.log_e_value = log_e_value(counts, uniform_shares(counts.size()));
  for (size_t i = 0; i < group.classes.size(); ++i) {
    group.classes[i].interval = sequence.classes[i];
    group.classes[i].interval_method = "confidence_sequence";
  }
  group.sequence = std::move(sequence);
  give_verdict(group, verdict_of_sequence(group, settings.epsilon, alpha), settings);
  group.p_method = "e_value";
  group.p = std::min(1.0, std::exp(-group.sequence->log_e_value));
}

// The mean of the prompts' own ranges: what each true distance may be at whatever moment its
// prompt ended. It does not narrow with the number of prompts, since their shares at the stop all
// err outwards.
void allow_for_stops(FamilySummary& summary, const std::vector<GroupResult>& groups) {
  if (!summary.distance) return;
  Interval mean{0, 0};
  for (const GroupResult& group : groups) {
    if (!group.sequence || group.attribute != summary.attribute || group.arm != summary.arm) {
      continue;
    }
    mean.lo += group.sequence->total_variation.lo / double(summary.measured);
    mean.hi += group.sequence->total_variation.hi / double(summary.measured);
  }
  MeanDistance& distance = *summary.distance;
  distance.interval = {std::min(mean.lo, distance.corrected), std::max(mean.hi, distance.counted)};
  distance.allows_for_stops = true;
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
    judge(group, analysis.settings, alpha);
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
    if (summary.attribute != attribute) continue;
    count_verdicts(summary, analysis.groups);
    allow_for_stops(summary, analysis.groups);
  }
}

}  // namespace evenlight::audit
