#include <algorithm>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bootstrap.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"

namespace evenlight::audit {

namespace {

using Family = std::vector<const GroupResult*>;

// Of the plug-in distances: prompts, then images drawn anew.
Interval mean_interval(const std::vector<double>& values, const Family& measured,
                       const AnalysisSettings& settings) {
  std::vector<ShareVector> shares;
  for (const GroupResult* result : measured) shares.push_back(shares_of(result->counts()));
  const ShareVector parity = uniform_shares(shares.front().size());
  const Redraw redraw = [&](size_t index, Random& random) {
    const CountVector drawn = random.multinomial(measured[index]->n, shares[index]);
    return total_variation(shares_of(drawn), parity);
  };
  // A file of very many prompts needs fewer draws for the same precision and should end in time.
  constexpr std::int64_t prompt_draws = 20'000'000;
  const auto prompts = std::int64_t(measured.size());
  const std::int64_t draws =
      std::min(settings.bootstrap_draws, std::max<std::int64_t>(100, prompt_draws / prompts));
  return bca_mean(values, redraw, {draws, 1 - settings.confidence, settings.seed});
}

double mean_of(const Family& measured, double (*value)(const ParityResult& parity)) {
  double sum = 0;
  for (const GroupResult* result : measured) sum += value(*result->parity);
  return sum / double(measured.size());
}

// Prompts of a two-class attribute with a share above so many percent or below what is left; in
// whole numbers, so that 200 of 250 is not above 80 %.
std::int64_t beyond(const Family& measured, std::int64_t percent) {
  return std::count_if(measured.begin(), measured.end(), [&](const GroupResult* result) {
    const CountVector counts = result->counts();
    return 100 * std::max(counts[0], counts[1]) > percent * result->n;
  });
}

// The corrected mean lets prompts below and above their expected luck cancel, so that it does not
// grow with the number of prompts; its interval takes away the most luck at the lower end and none
// at the upper one, so that it holds for a fair model too.
MeanDistance distance_of(const Family& measured, const AnalysisSettings& settings) {
  std::vector<double> values;
  for (const GroupResult* result : measured) values.push_back(result->parity->total_variation);
  const double luck = mean_of(measured, [](const auto& p) { return p.luck.expected; });
  const double most_luck = mean_of(measured, [](const auto& p) { return p.luck.most; });
  MeanDistance distance;
  distance.counted = mean_of(measured, [](const auto& p) { return p.total_variation; });
  distance.counted_interval = mean_interval(values, measured, settings);
  distance.corrected = std::max(0.0, distance.counted - luck);
  distance.corrected_interval = {std::max(0.0, distance.counted_interval.lo - most_luck),
                                 distance.counted_interval.hi};
  distance.fair_model = mean_of(measured, [](const auto& p) { return p.fair_model.mean; });
  return distance;
}

Extremes extremes_of(const Family& measured, double alpha) {
  Extremes extremes;
  extremes.beyond_80_20 = beyond(measured, 80);
  extremes.beyond_95_5 = beyond(measured, 95);
  for (const GroupResult* result : measured) {
    const CountVector counts = result->counts();
    const Interval share = wilson(counts[0], result->n, alpha);
    extremes.one_sided += counts[0] == 0 || counts[1] == 0 ? 1 : 0;
    extremes.surely_beyond_90_10 += share.lo > 0.9 || share.hi < 0.1 ? 1 : 0;
  }
  extremes.surely_share =
      wilson(extremes.surely_beyond_90_10, std::int64_t(measured.size()), alpha);
  return extremes;
}

}  // namespace

FamilySummary summary_of(const Family& family, const AnalysisSettings& settings) {
  FamilySummary summary;
  summary.arm = family.front()->arm;
  summary.attribute = family.front()->attribute;
  summary.prompts = std::int64_t(family.size());
  Family measured;
  for (const GroupResult* result : family) {
    if (result->n > 0) measured.push_back(result);
    summary.classified += result->n;
    summary.images += result->images();
    summary.verdicts.add(result->verdict);
  }
  summary.measured = std::int64_t(measured.size());
  if (measured.empty()) return summary;
  summary.distance = distance_of(measured, settings);
  if (measured.front()->classes.size() == 2) {
    summary.extremes = extremes_of(measured, 1 - settings.confidence);
  }
  return summary;
}

}  // namespace evenlight::audit
