#include <algorithm>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bootstrap.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
using Family = std::vector<const GroupResult*>;

// Of the plug-in distances: prompts, then images drawn anew.
Interval mean_interval(const std::vector<double>& values, const Family& measured,
                       const AnalysisSettings& settings) {
  std::vector<ShareVector> shares;
  for (const GroupResult* result : measured) shares.push_back(shares_of(result->group->counts));
  const Redraw redraw = [&](size_t index, Random& random) {
    const CountVector drawn = random.multinomial(measured[index]->n, shares[index]);
    return total_variation(shares_of(drawn), measured[index]->reference);
  };
  // A file of very many prompts needs fewer draws for the same precision and should end in time.
  constexpr std::int64_t prompt_draws = 20'000'000;
  const auto prompts = std::int64_t(measured.size());
  const std::int64_t draws =
      std::min(settings.bootstrap_draws, std::max<std::int64_t>(100, prompt_draws / prompts));
  return bca_mean(values, redraw, {draws, 1 - settings.confidence, settings.seed});
}

double mean_of(const Family& measured, double (*value)(const GroupResult& result)) {
  double sum = 0;
  for (const GroupResult* result : measured) sum += value(*result);
  return sum / double(measured.size());
}

// Prompts of a two-class attribute with a share above `limit` percent or below what is left; in
// whole numbers, so that 200 of 250 is not above 80 %.
std::int64_t extreme(const Family& measured, std::int64_t percent) {
  return std::count_if(measured.begin(), measured.end(), [&](const GroupResult* result) {
    const CountVector& counts = result->group->counts;
    return 100 * std::max(counts[0], counts[1]) > percent * result->n;
  });
}

// Prompts whose whole Wilson interval lies beyond 90 % or 10 %, as x of y with an interval.
ordered_json surely_extreme_json(const Family& measured, double alpha) {
  const auto count =
      std::count_if(measured.begin(), measured.end(), [&](const GroupResult* result) {
        const Interval share = wilson(result->group->counts[0], result->n, alpha);
        return share.lo > 0.9 || share.hi < 0.1;
      });
  const auto prompts = std::int64_t(measured.size());
  return {{"count", count},
          {"of", prompts},
          {"share_interval", interval_json(wilson(count, prompts, alpha))}};
}

std::int64_t count_verdicts(const Family& family, Verdict verdict) {
  return std::count_if(family.begin(), family.end(),
                       [&](const GroupResult* result) { return result->verdict == verdict; });
}

// The corrected mean lets prompts below and above their expected luck cancel, so that it does not
// grow with the number of prompts; its interval takes away the most luck at the lower end and none
// at the upper one, so that it holds for a fair model too.
void add_distances(ordered_json& json, const Family& measured, const AnalysisSettings& settings) {
  std::vector<double> values;
  for (const GroupResult* result : measured) values.push_back(result->total_variation);
  const Interval interval = mean_interval(values, measured, settings);
  const double plug_in = mean_of(measured, [](const auto& r) { return r.total_variation; });
  const double luck = mean_of(measured, [](const auto& r) { return r.luck.expected; });
  const double most_luck = mean_of(measured, [](const auto& r) { return r.luck.most; });
  json["mean_distance_from_parity"] = plug_in;
  json["mean_distance_interval"] = interval_json(interval);
  json["mean_distance_corrected"] = std::max(0.0, plug_in - luck);
  json["mean_distance_corrected_interval"] =
      interval_json({std::max(0.0, interval.lo - most_luck), interval.hi});
  json["mean_distance_fair_model"] =
      mean_of(measured, [](const auto& r) { return r.fair_model.mean; });
}

void add_extremes(ordered_json& json, const Family& measured, double alpha) {
  json["extreme_80_20"] = extreme(measured, 80);
  json["extreme_95_5"] = extreme(measured, 95);
  json["one_sided"] =
      std::count_if(measured.begin(), measured.end(), [](const GroupResult* result) {
        const CountVector& counts = result->group->counts;
        return counts[0] == 0 || counts[1] == 0;
      });
  json["surely_extreme_90_10"] = surely_extreme_json(measured, alpha);
}

}  // namespace

ordered_json summary_json(const Family& family, const AnalysisSettings& settings) {
  Family measured;
  std::int64_t classified = 0, images = 0;
  for (const GroupResult* result : family) {
    if (result->n > 0) measured.push_back(result);
    classified += result->n;
    images += result->n + result->group->unclear();
  }
  ordered_json json = {{"arm", family.front()->group->arm},
                       {"attribute", family.front()->attribute->name},
                       {"prompts", family.size()},
                       {"prompts_measured", measured.size()},
                       {"images", images},
                       {"classified", classified},
                       {"mean_distance_from_parity", nullptr},
                       {"extreme_80_20", nullptr},
                       {"skewed", count_verdicts(family, Verdict::skewed)},
                       {"within", count_verdicts(family, Verdict::within)},
                       {"inconclusive", count_verdicts(family, Verdict::inconclusive)}};
  if (measured.empty()) return json;
  add_distances(json, measured, settings);
  if (measured.front()->group->counts.size() == 2) {
    add_extremes(json, measured, 1 - settings.confidence);
  }
  return json;
}

}  // namespace evenlight::audit
