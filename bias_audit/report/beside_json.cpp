#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

ordered_json corrected_json(const CorrectedDifference& row) {
  return {{"woman", row.woman},
          {"difference", row.value},
          {"interval", to_json(row.interval)},
          {"p_skewed_adjusted", row.margin_adjusted.beyond},
          {"p_within_adjusted", row.margin_adjusted.within},
          {"verdict", verdict_name(row.verdict)}};
}

ordered_json row_json(const ReferenceRow& row) {
  ordered_json json = {{"reference", row.reference},
                       {"title", row.title},
                       {"source", row.source},
                       {"woman", row.woman},
                       {"standard_error", row.standard_error}};
  if (row.n > 0) json["n"] = row.n;
  json["difference"] = nullptr;
  if (row.difference) {
    json["difference"] = row.difference->value;
    json["interval"] = to_json(row.difference->interval);
    if (row.difference->p) json["p"] = *row.difference->p;
  }
  if (row.corrected) json["corrected"] = corrected_json(*row.corrected);
  json["verdict"] = verdict_name(row.verdict);
  if (row.is_unchecked) json["why"] = "instrument unchecked";
  if (!row.difference || !row.difference->p) return json;
  json["p_adjusted"] = row.difference->p_adjusted;
  json["p_skewed_adjusted"] = row.difference->margin_adjusted.beyond;
  json["p_within_adjusted"] = row.difference->margin_adjusted.within;
  return json;
}

ordered_json agreement_json(const PairAgreement& pair) {
  ordered_json json = {{"first", pair.first}, {"second", pair.second}, {"images", pair.images}};
  if (pair.images == 0) return json;
  json["agreement"] = pair.agreement;
  json["kappa"] = pair.has_kappa ? ordered_json(pair.kappa) : ordered_json(nullptr);
  if (pair.has_kappa) json["kappa_standard_error"] = pair.standard_error;
  return json;
}

// What people said against what the instrument said, and how often it agreed.
void add_confusion(ordered_json& json, const HumanCheck& check) {
  const std::vector<std::string>& classes = check.set.classes;
  json["columns"] = classes;
  json["columns"].push_back("not classified");
  for (size_t i = 0; i < classes.size(); ++i) {
    json["people_said_" + classes[i]] = check.set.confusion[i];
    json["recalls"][classes[i]] = to_json(check.recalls[i]);
  }
  json["people_could_not_tell"] = check.set.confusion.back();
  json["ties"] = ordered_json::array();
  for (const Tie& tie : check.set.ties) {
    json["ties"].push_back({{"prompt", tie.subject},
                            {"image", tie.image},
                            {"file", tie.file},
                            {"answers", tie.answers}});
  }
  if (classes.size() != 2) return;
  json["sensitivity"] = to_json(check.recalls[0]);
  json["specificity"] = to_json(check.recalls[1]);
}

}  // namespace

ordered_json to_json(const ReferencedPrompt& prompt) {
  ordered_json against = ordered_json::array(), alternates = ordered_json::array();
  for (const ReferenceRow& row : prompt.against) against.push_back(row_json(row));
  for (const AlternateRow& row : prompt.alternates) {
    alternates.push_back({{"title", row.title}, {"woman", row.woman}});
  }
  return {{"prompt", prompt.prompt},
          {"arm", prompt.arm},
          {"n", prompt.n},
          {"woman", to_json(prompt.woman)},
          {"against", std::move(against)},
          {"alternate_rows", std::move(alternates)}};
}

ordered_json to_json(const ReferenceSummary& summary) {
  ordered_json row = {{"arm", summary.arm},
                      {"reference", summary.reference},
                      {"prompts", summary.prompts},
                      {"mean_gap", summary.mean_gap},
                      {"mean_gap_by_luck", summary.mean_gap_by_luck}};
  if (summary.mean_gap_interval) row["mean_gap_interval"] = to_json(*summary.mean_gap_interval);
  if (summary.corrected_mean_gap) {
    row["corrected_mean_gap"] = *summary.corrected_mean_gap;
    row["corrected_mean_gap_interval"] = to_json(*summary.corrected_mean_gap_interval);
  }
  row["correlation"] = to_json(summary.correlation);
  row["slope"] = to_json(summary.slope);
  row["farther_from_parity"] = summary.farther_from_parity;
  row["farther_by_10_points"] = summary.farther_by_10_points;
  return row;
}

ordered_json to_json(const HumanCheck& check) {
  const CheckSet& set = check.set;
  ordered_json json = {
      {"images", set.images}, {"raters", set.raters}, {"can_correct", set.can_correct}};
  if (set.why_not) json["why_not"] = worded(*set.why_not);
  if (set.images == 0) return json;
  add_confusion(json, check);
  json["instrument_and_people"] = agreement_json(set.machine);
  json["people_and_people"] = ordered_json::array();
  for (const PairAgreement& pair : set.people) {
    json["people_and_people"].push_back(agreement_json(pair));
  }
  if (!check.corrected) return json;
  json["corrected"] = rows_json(check.corrected->prompts);
  json["unreadable"] = to_json(check.corrected->unreadable);
  if (!check.corrected->summary.empty()) {
    json["corrected_mean_distance"] = to_json(check.corrected->summary.front());
  }
  return json;
}

}  // namespace evenlight::audit
