#include <algorithm>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/multinomial.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

struct ClassIntervals {
  Interval wilson, clopper_pearson, jeffreys, agresti_coull, goodman, sison_glaz, worst_case;
};

// With nothing classified every interval is all of [0, 1]; with one class so is the joint one.
std::vector<ClassIntervals> class_intervals(const GroupResult& result, double alpha) {
  const CountVector& counts = result.group->counts;
  std::vector<ClassIntervals> intervals(counts.size());
  if (result.n == 0) return intervals;
  const std::vector<Interval> joint = goodman(counts, alpha);
  const std::vector<Interval> narrow = sison_glaz(counts, alpha);
  const std::vector<Interval> worst = worst_case_shares(counts, result.group->unclear());
  for (size_t i = 0; i < counts.size(); ++i) {
    const std::int64_t k = counts[i], n = result.n;
    intervals[i] = {wilson(k, n, alpha),
                    clopper_pearson(k, n, alpha),
                    jeffreys(k, n, alpha),
                    agresti_coull(k, n, alpha),
                    joint[i],
                    narrow[i],
                    worst[i]};
  }
  return intervals;
}

ordered_json classes_json(const GroupResult& result, double alpha) {
  const std::vector<ClassIntervals> intervals = class_intervals(result, alpha);
  ordered_json classes = ordered_json::array();
  for (size_t i = 0; i < intervals.size(); ++i) {
    const std::int64_t count = result.group->counts[i];
    ordered_json share = nullptr;
    if (result.n > 0) share = double(count) / double(result.n);
    classes.push_back({{"class", result.attribute->classes[i]},
                       {"count", count},
                       {"share", share},
                       {"wilson", interval_json(intervals[i].wilson)},
                       {"clopper_pearson", interval_json(intervals[i].clopper_pearson)},
                       {"jeffreys", interval_json(intervals[i].jeffreys)},
                       {"agresti_coull", interval_json(intervals[i].agresti_coull)},
                       {"goodman", interval_json(intervals[i].goodman)},
                       {"sison_glaz", interval_json(intervals[i].sison_glaz)},
                       {"worst_case", interval_json(intervals[i].worst_case)}});
  }
  return classes;
}

ordered_json distances_json(const GroupResult& result) {
  if (result.n == 0) return nullptr;
  const CountVector& counts = result.group->counts;
  const ShareVector shares = shares_of(counts);
  return {
      {"hellinger", hellinger(shares, result.reference)},
      {"hellinger_corrected", corrected_hellinger(counts, result.reference)},
      {"jensen_shannon_bits", jensen_shannon_bits(shares, result.reference)},
      {"jensen_shannon_bits_corrected", corrected_jensen_shannon_bits(counts, result.reference)},
      {"entropy_normalised", normalised_entropy(shares)},
      {"entropy_normalised_corrected", corrected_normalised_entropy(counts)},
      {"effective_classes", effective_classes(shares)}};
}

ordered_json effect_json(const GroupResult& result) {
  if (result.n == 0) return nullptr;
  const ShareVector shares = shares_of(result.group->counts);
  if (shares.size() == 2) {
    return {{"name", "cohen_h"}, {"value", cohen_h(shares[0], result.reference[0])}};
  }
  return {{"name", "cohen_w"}, {"value", cohen_w(shares, result.reference)}};
}

}  // namespace

GroupMeasurer::GroupMeasurer(const AnalysisSettings& settings)
    : settings_(settings),
      fit_(FitSettings{.draws = settings.monte_carlo_draws, .seed = settings.seed}) {}

GroupResult GroupMeasurer::measure(const CountGroup& group, const Attribute& attribute) {
  GroupResult result;
  result.group = &group;
  result.attribute = &attribute;
  result.n = group.classified();
  if (result.n == 0) return result;
  result.reference = uniform_shares(group.counts.size());
  result.fit = fit_.test(group.counts, result.reference);
  result.total_variation = total_variation(shares_of(group.counts), result.reference);
  result.luck = luck_of(group.counts, result.reference, 1 - settings_.confidence);
  const auto [at, is_new] =
      fair_models_.emplace(std::make_pair(result.n, group.counts.size()), NullBand());
  if (is_new) {
    at->second = null_band(total_variation, result.n, result.reference, 4000, settings_.seed);
  }
  result.fair_model = at->second;
  return result;
}

ordered_json group_json(const GroupResult& result, const AnalysisSettings& settings) {
  const CountGroup& group = *result.group;
  const double alpha = 1 - settings.confidence;
  ordered_json unclassified;
  for (size_t i = 0; i < unclassified_names.size(); ++i) {
    unclassified[unclassified_names[i]] = group.unclassified[i];
  }
  ordered_json json = {{"prompt", group.prompt},
                       {"arm", group.arm},
                       {"attribute", result.attribute->name},
                       {"n", result.n},
                       {"images", result.n + group.unclear()},
                       {"unclassified", unclassified},
                       {"classes", classes_json(result, alpha)},
                       {"p_exact", result.fit.p},
                       {"p_method", result.fit.method},
                       {"p_adjusted", result.p_adjusted},
                       {"total_variation", nullptr},
                       {"verdict", verdict_name(result.verdict)}};
  if (result.n == 0) return json;
  json["total_variation"] = result.total_variation;
  json["total_variation_corrected"] = std::max(0.0, result.total_variation - result.luck.expected);
  json["total_variation_interval"] =
      interval_json(total_variation_interval(group.counts, result.reference, alpha));
  json["total_variation_worst_case"] =
      interval_json(worst_case_total_variation(group.counts, group.unclear(), result.reference));
  json["total_variation_fair_model"] = {{"mean", result.fair_model.mean},
                                        {"upper_95", result.fair_model.upper}};
  const ChiSquare chi_square = chi_square_test(group.counts, result.reference);
  json["chi_square"] = {{"statistic", chi_square.statistic}, {"p", chi_square.p}};
  if (group.counts.size() == 2) {
    json["p_equivalence"] = equivalence_test(group.counts[0], result.n, 0.5, settings.epsilon);
  }
  json["effect"] = effect_json(result);
  json["distances"] = distances_json(result);
  return json;
}

}  // namespace evenlight::audit
