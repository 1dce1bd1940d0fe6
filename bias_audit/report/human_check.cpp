#include <cstddef>
#include <numeric>

#include "bias_audit/analysis/corrected.h"
#include "bias_audit/report/parts.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

ordered_json agreement_json(const PairAgreement& pair) {
  ordered_json json = {{"first", pair.first}, {"second", pair.second}, {"images", pair.images}};
  if (pair.images == 0) return json;
  json["agreement"] = pair.agreement;
  json["kappa"] = pair.has_kappa ? ordered_json(pair.kappa) : ordered_json(nullptr);
  if (pair.has_kappa) json["kappa_standard_error"] = pair.standard_error;
  return json;
}

// Shares are over classified images, so the error rates are too: what the instrument left unclear
// is told as coverage and by the worst cases.
Confusion classified_part(const Confusion& confusion) {
  Confusion part = confusion;
  for (CountVector& row : part) row.pop_back();
  return part;
}

}  // namespace

ordered_json human_check_json(const CheckSet& check, const Counts& counts,
                              const ReportSettings& settings) {
  ordered_json json = {
      {"images", check.images}, {"raters", check.raters}, {"can_correct", check.can_correct}};
  if (!check.why_not.empty()) json["why_not"] = check.why_not;
  if (check.images == 0) return json;
  const double alpha = 1 - settings.analysis.confidence;
  json["columns"] = check.classes;
  json["columns"].push_back("not classified");
  const Confusion classified = classified_part(check.confusion);
  for (size_t i = 0; i < check.classes.size(); ++i) {
    json["people_said_" + check.classes[i]] = check.confusion[i];
    const std::int64_t n = std::accumulate(classified[i].begin(), classified[i].end(), 0L);
    json["recalls"][check.classes[i]] = share_json(classified[i][i], n, alpha);
  }
  if (check.classes.size() == 2) {
    json["sensitivity"] = json["recalls"][check.classes[0]];
    json["specificity"] = json["recalls"][check.classes[1]];
  }
  json["instrument_and_people"] = agreement_json(check.machine);
  json["people_and_people"] = ordered_json::array();
  for (const PairAgreement& pair : check.people) {
    json["people_and_people"].push_back(agreement_json(pair));
  }
  if (!check.can_correct) return json;
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    if (counts.attributes[a].name != check.attribute) continue;
    const ordered_json corrected = corrected_json(counts, a, classified, settings.analysis);
    json["corrected"] = corrected.at("prompts");
    if (!corrected.at("summary").empty()) {
      json["corrected_mean_distance"] = corrected.at("summary").at(0);
    }
  }
  return json;
}

}  // namespace evenlight::audit
