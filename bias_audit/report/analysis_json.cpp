#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

ordered_json class_json(const ClassResult& result) {
  return {{"class", result.name},
          {"count", result.count},
          {"share", to_json(result.share)},
          {"wilson", to_json(result.wilson)},
          {"clopper_pearson", to_json(result.clopper_pearson)},
          {"jeffreys", to_json(result.jeffreys)},
          {"agresti_coull", to_json(result.agresti_coull)},
          {"goodman", to_json(result.goodman)},
          {"sison_glaz", to_json(result.sison_glaz)},
          {"worst_case", to_json(result.worst_case)},
          {"interval", to_json(result.interval)},
          {"interval_method", result.interval_method}};
}

ordered_json distances_json(const Distances& d) {
  return {{"hellinger", d.hellinger},
          {"hellinger_corrected", d.hellinger_corrected},
          {"jensen_shannon_bits", d.jensen_shannon_bits},
          {"jensen_shannon_bits_corrected", d.jensen_shannon_bits_corrected},
          {"entropy_normalised", d.entropy_normalised},
          {"entropy_normalised_corrected", d.entropy_normalised_corrected},
          {"effective_classes", d.effective_classes}};
}

void add_parity(ordered_json& json, const ParityResult& parity) {
  json["total_variation"] = parity.total_variation;
  json["total_variation_corrected"] = parity.corrected();
  json["total_variation_interval"] = to_json(parity.interval);
  json["total_variation_worst_case"] = to_json(parity.worst_case);
  json["total_variation_fair_model"] = {{"mean", parity.fair_model.mean},
                                        {"upper_95", parity.fair_model.upper}};
  json["chi_square"] = {{"statistic", parity.chi_square.statistic}, {"p", parity.chi_square.p}};
  if (parity.p_equivalence) json["p_equivalence"] = *parity.p_equivalence;
  json["effect"] = {{"name", parity.effect.name}, {"value", parity.effect.value}};
  json["distances"] = distances_json(parity.distances);
}

void add_distance(ordered_json& json, const MeanDistance& distance) {
  json["mean_distance_from_parity"] = distance.counted;
  json["mean_distance_interval"] = to_json(distance.interval);
  json["mean_distance_corrected"] = distance.corrected;
  json["mean_distance_corrected_interval"] = to_json(distance.interval);
  json["mean_distance_fair_model"] = distance.fair_model;
  json["design_effect"] = distance.design_effect;
  json["pooled_design_effect"] = distance.pooled_design_effect;
  json["effective_images"] = distance.effective_images;
  json["interval_allows_for_early_stops"] = distance.allows_for_stops;
}

void add_extremes(ordered_json& json, const Extremes& extremes, int64_t prompts) {
  json["extreme_80_20"] = extremes.beyond_80_20;
  json["extreme_95_5"] = extremes.beyond_95_5;
  json["one_sided"] = extremes.one_sided;
  json["surely_extreme_90_10"] = {{"count", extremes.surely_beyond_90_10},
                                  {"of", prompts},
                                  {"could_be_shown", extremes.could_be_shown},
                                  {"not_ruled_out", extremes.not_ruled_out},
                                  {"images_needed", extremes.images_needed}};
}

ordered_json sample_size_json(const SampleSize& size) {
  return {{"images", size.images},
          {"fair_found_within", size.found_within},
          {"wanted", size.wanted},
          {"images_needed", size.needed ? ordered_json(*size.needed) : ordered_json(nullptr)}};
}

void add_verdicts(ordered_json& json, const VerdictCounts& verdicts) {
  json["skewed"] = verdicts.skewed;
  json["within"] = verdicts.within;
  json["inconclusive"] = verdicts.inconclusive;
}

}  // namespace

ordered_json to_json(const Interval& interval) {
  return ordered_json::array({interval.lo, interval.hi});
}

ordered_json to_json(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json to_json(const AnalysisSettings& settings) {
  return {{"reference", "parity"},
          {"confidence", settings.confidence},
          {"epsilon", settings.epsilon},
          {"q", settings.q},
          {"adjustment", settings.adjustment},
          {"adjusted_over", "prompts of one arm and attribute"},
          {"skewed_adjustment", "holm"},
          {"within_adjustment", "benjamini_hochberg"},
          {"checked", settings.checked},
          {"described", settings.described},
          {"unclassified", unclassified_names},
          {"bootstrap_draws", settings.bootstrap_draws},
          {"monte_carlo_draws", settings.monte_carlo_draws},
          {"generator", "mt19937_64"},
          {"seed", settings.seed}};
}

ordered_json to_json(const GroupResult& group) {
  ordered_json unclassified, classes = ordered_json::array();
  for (size_t i = 0; i < unclassified_names.size(); ++i) {
    unclassified[unclassified_names[i]] = group.unclassified[i];
  }
  for (const ClassResult& result : group.classes) classes.push_back(class_json(result));
  ordered_json json = {{"prompt", group.prompt},        {"arm", group.arm},
                       {"attribute", group.attribute},  {"n", group.n},
                       {"images", group.images()},      {"unclassified", std::move(unclassified)},
                       {"classes", std::move(classes)}, {"p_exact", group.p},
                       {"p_method", group.p_method},    {"p_adjusted", group.p_adjusted},
                       {"total_variation", nullptr},    {"verdict", verdict_name(group.verdict)}};
  if (group.is_unchecked) json["why"] = "instrument unchecked";
  if (group.is_described) json["why"] = "no target named";
  if (group.is_in_question) json["why"] = "class in question";
  if (group.n > 0) {
    json["p_skewed"] = group.margin.beyond;
    json["p_skewed_adjusted"] = group.margin_adjusted.beyond;
    json["p_within"] = group.margin.within;
    json["p_within_adjusted"] = group.margin_adjusted.within;
  }
  if (group.parity) add_parity(json, *group.parity);
  if (group.sequence) {
    json["confidence_sequence"] = to_json(group.sequence->shares);
    json["log_e_value"] = group.sequence->log_e_value;
    json["class_sequences"] = ordered_json::array();
    for (const Interval& each : group.sequence->classes) {
      json["class_sequences"].push_back(to_json(each));
    }
    json["total_variation_sequence"] = to_json(group.sequence->total_variation);
  }
  return json;
}

ordered_json to_json(const FamilySummary& summary) {
  ordered_json json = {{"arm", summary.arm},
                       {"attribute", summary.attribute},
                       {"prompts", summary.prompts},
                       {"prompts_measured", summary.measured},
                       {"images", summary.images},
                       {"classified", summary.classified},
                       {"mean_distance_from_parity", nullptr},
                       {"extreme_80_20", nullptr}};
  add_verdicts(json, summary.verdicts);
  if (summary.distance) add_distance(json, *summary.distance);
  if (summary.extremes) add_extremes(json, *summary.extremes, summary.measured);
  if (summary.sample_size) json["sample_size"] = sample_size_json(*summary.sample_size);
  return json;
}

ordered_json to_json(const Analysis& analysis) {
  return {{"settings", to_json(analysis.settings)},
          {"groups", rows_json(analysis.groups)},
          {"summary", rows_json(analysis.summary)}};
}

ordered_json to_json(const CorrectedPrompt& prompt) {
  ordered_json row = {{"prompt", prompt.prompt}, {"arm", prompt.arm}};
  ordered_json classes = ordered_json::array();
  for (const CorrectedClass& each : prompt.classes) {
    classes.push_back(
        {{"class", each.name}, {"share", each.share}, {"interval", to_json(each.interval)}});
    if (each.name == "woman") {
      row["woman"] = each.share;
      row["interval"] = to_json(each.interval);
    }
  }
  row["classes"] = std::move(classes);
  row["distance_from_parity"] = prompt.total_variation;
  row["distance_corrected"] = prompt.distance;
  row["distance_interval"] = to_json(prompt.distance_interval);
  row["p_skewed_adjusted"] = prompt.margin_adjusted.beyond;
  row["p_within_adjusted"] = prompt.margin_adjusted.within;
  row["verdict"] = verdict_name(prompt.verdict);
  return row;
}

ordered_json to_json(const CorrectedSummary& summary) {
  ordered_json row = {{"arm", summary.arm},
                      {"attribute", summary.attribute},
                      {"prompts", summary.prompts},
                      {"mean", summary.mean},
                      {"interval", to_json(summary.interval)}};
  add_verdicts(row, summary.verdicts);
  return row;
}

ordered_json to_json(const UnreadableShare& unreadable) {
  return {{"count", unreadable.count},
          {"labels", unreadable.labels},
          {"share", unreadable.share()},
          {"interval", to_json(unreadable.interval)}};
}

ordered_json to_json(const CorrectedAttribute& corrected) {
  return {{"prompts", rows_json(corrected.prompts)},
          {"summary", rows_json(corrected.summary)},
          {"people_could_not_tell", to_json(corrected.unreadable)}};
}

}  // namespace evenlight::audit
