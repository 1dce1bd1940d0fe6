#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

const char* verdict_of(const ComparedPrompt& row) {
  return row.changed ? "changed" : "inconclusive";
}

// Of two audits. Without a pair that was read in both there is no change to write.
ordered_json paired_json(const ComparedPrompt& row, const PairedImages& pairs) {
  ordered_json json = {
      {"prompt", row.prompt}, {"pairs", pairs.both_read}, {"not_both_read", pairs.not_both_read}};
  if (pairs.asked) {
    json["as_asked_first"] = pairs.asked->first;
    json["as_asked_second"] = pairs.asked->second;
    json["p_as_asked_mcnemar"] = pairs.asked->p;
  }
  if (row.change) {
    const ShareChange& change = *row.change;
    json["woman_first"] = change.first;
    json["woman_second"] = change.second;
    json["difference"] = change.difference();
    json["interval"] = to_json(change.interval);
    json["to_woman"] = pairs.to_class;
    json["to_man"] = pairs.from_class;
    json["p_mcnemar"] = change.p;
    json["distance_change"] = change.distance_change;
    json["overshoot"] = change.overshoot;
  }
  json["verdict"] = verdict_of(row);
  if (row.change) json["p_adjusted"] = row.change->p_adjusted;
  return json;
}

ordered_json unpaired_json(const ComparedPrompt& row, const ShareChange& change) {
  return {{"prompt", row.prompt},
          {"attribute", row.attribute},
          {"class", row.class_name},
          {"first", change.first},
          {"second", change.second},
          {"difference", change.difference()},
          {"interval", to_json(change.interval)},
          {"p_fisher", change.p},
          {"distance_change", change.distance_change},
          {"overshoot", change.overshoot},
          {"p_adjusted", change.p_adjusted},
          {"verdict", verdict_of(row)}};
}

// Of any attribute, paired or not.
ordered_json class_json(const ComparedPrompt& row) {
  ordered_json json = {
      {"prompt", row.prompt}, {"attribute", row.attribute}, {"class", row.class_name}};
  if (row.pairs) {
    json["pairs"] = row.pairs->both_read;
    json["not_both_read"] = row.pairs->not_both_read;
    json["to_class"] = row.pairs->to_class;
    json["from_class"] = row.pairs->from_class;
  }
  if (row.change) {
    json["first"] = row.change->first;
    json["second"] = row.change->second;
    json["difference"] = row.change->difference();
    json["interval"] = to_json(row.change->interval);
    json[row.pairs ? "p_mcnemar" : "p_fisher"] = row.change->p;
    json["p_adjusted"] = row.change->p_adjusted;
    json["distance_change"] = row.change->distance_change;
    json["overshoot"] = row.change->overshoot;
  }
  json["verdict"] = verdict_of(row);
  return json;
}

ordered_json side_json(const ComparedSide& side, bool of_audits) {
  if (!of_audits) return side.arm;
  return {{"model", side.model}, {"arm", side.arm}, {"recipe", side.recipe}};
}

ordered_json summary_json(const ComparisonSummary& summary) {
  ordered_json json = {{"prompts", summary.prompts},
                       {"changed", summary.changed},
                       {"overshoot", summary.overshoot},
                       {"mean_distance_change", nullptr}};
  if (!summary.mean_distance_change) return json;
  json["mean_distance_change"] = *summary.mean_distance_change;
  json["mean_distance_change_counted"] = summary.mean_distance_change_counted;
  json["mean_distance_change_interval"] = to_json(summary.mean_distance_change_interval);
  return json;
}

}  // namespace

ordered_json to_json(const Comparison& comparison) {
  ordered_json prompts = ordered_json::array(), wordings = ordered_json::array();
  for (const ComparedPrompt& row : comparison.prompts) {
    prompts.push_back(row.pairs ? paired_json(row, *row.pairs) : unpaired_json(row, *row.change));
  }
  for (const WordingChange& change : comparison.wordings) {
    wordings.push_back({{"first", change.first}, {"second", change.second}});
  }
  ordered_json attributes = ordered_json::object();
  for (const ComparedAttribute& attribute : comparison.attributes) {
    ordered_json rows = ordered_json::array();
    for (const ComparedPrompt& row : attribute.prompts) rows.push_back(class_json(row));
    attributes[attribute.name] = {{"prompts", std::move(rows)},
                                  {"summary", summary_json(attribute.summary)}};
  }
  const char* how = comparison.paired      ? "paired by prompt and seed"
                    : comparison.of_audits ? "unpaired, by prompt"
                                           : "unpaired, by arm";
  return {{"comparison", how},
          {"first", side_json(comparison.first, comparison.of_audits)},
          {"second", side_json(comparison.second, comparison.of_audits)},
          {"wordings", std::move(wordings)},
          {"prompts", std::move(prompts)},
          {"summary", summary_json(comparison.summary)},
          {"attributes", std::move(attributes)}};
}

}  // namespace evenlight::audit
