#include <algorithm>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/mean_distance.h"
#include "bias_audit/stats/sample_size.h"

namespace evenlight::audit {

namespace {

using Family = std::vector<const GroupResult*>;

// Prompts of a two-class attribute with a share above so many percent or below what is left; in
// whole numbers, so that 200 of 250 is not above 80 %.
int64_t beyond(const Family& measured, int64_t percent) {
  return std::count_if(measured.begin(), measured.end(), [&](const GroupResult* result) {
    const CountVector counts = result->counts();
    return 100 * std::max(counts[0], counts[1]) > percent * result->n;
  });
}

Extremes extremes_of(const Family& measured, double alpha) {
  Extremes extremes;
  extremes.images_needed = images_to_show_extreme(0.1, alpha);
  extremes.beyond_80_20 = beyond(measured, 80);
  extremes.beyond_95_5 = beyond(measured, 95);
  for (const GroupResult* result : measured) {
    const CountVector counts = result->counts();
    const Interval share = wilson(counts[0], result->n, alpha);
    extremes.one_sided += counts[0] == 0 || counts[1] == 0 ? 1 : 0;
    extremes.surely_beyond_90_10 += share.lo > 0.9 || share.hi < 0.1 ? 1 : 0;
    extremes.could_be_shown += result->n >= extremes.images_needed ? 1 : 0;
    extremes.not_ruled_out += share.hi > 0.9 || share.lo < 0.1 ? 1 : 0;
  }
  return extremes;
}

}  // namespace

// The corrected mean lets prompts below and above their expected luck cancel, so that it does not
// grow with the number of prompts.
MeanDistance mean_over(const Family& measured, double alpha, double design_effect) {
  std::vector<Distance> distances;
  MeanDistance mean;
  for (const GroupResult* result : measured) {
    const CountVector counts = result->counts();
    distances.push_back(distance_of(counts, uniform_shares(counts.size()), alpha));
    mean.fair_model += result->parity->fair_model.mean / double(measured.size());
    mean.effective_images += double(result->n);
  }
  const MeanOfDistances found = mean_distance(distances, alpha, design_effect);
  mean.counted = found.mean;
  mean.corrected = found.corrected;
  mean.interval = found.interval;
  return mean;
}

FamilySummary summary_of(const Family& family, const AnalysisSettings& settings) {
  FamilySummary summary;
  summary.arm = family.front()->arm;
  summary.attribute = family.front()->attribute;
  summary.prompts = int64_t(family.size());
  Family measured;
  for (const GroupResult* result : family) {
    if (result->n > 0) measured.push_back(result);
    summary.classified += result->n;
    summary.images += result->images();
    summary.verdicts.add(result->verdict);
  }
  summary.measured = int64_t(measured.size());
  if (measured.empty()) return summary;
  summary.distance = mean_over(measured, 1 - settings.confidence);
  if (measured.front()->classes.size() == 2) {
    summary.extremes = extremes_of(measured, 1 - settings.confidence);
  }
  return summary;
}

}  // namespace evenlight::audit
