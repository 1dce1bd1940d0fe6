#include "bias_audit/data/words.h"
#include "bias_audit/report/answer.h"
#include "bias_audit/report/diversity_section.h"
#include "bias_audit/report/impact.h"
#include "bias_audit/report/opinions_section.h"
#include "bias_audit/report/skin_section.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

ordered_json to_json(const PromptEntry& prompt) {
  return {{"id", prompt.id},
          {"text", prompt.text},
          {"images", prompt.images},
          {"rationale", prompt.rationale}};
}

ordered_json to_json(const Coverage& coverage) {
  ordered_json outcomes;
  for (const auto& [outcome, count] : coverage.outcomes) outcomes[outcome] = count;
  return {{"images", coverage.images},
          {"outcomes", std::move(outcomes)},
          {"classified", coverage.classified},
          {"with_a_tone", coverage.with_a_tone},
          {"without_a_usable_picture", coverage.without_a_usable_picture}};
}

ordered_json to_json(const TemplateShare& row) {
  return {{"template", row.text}, {"images", row.images}, {"woman", audit::to_json(row.woman)}};
}

ordered_json to_json(const Crossing& crossing) {
  ordered_json cells = ordered_json::array();
  for (const CrossingCell& each : crossing.cells) {
    ordered_json cell;
    for (size_t a = 0; a < crossing.attributes.size(); ++a) {
      cell[crossing.attributes[a]] = each.classes[a];
    }
    cell["count"] = each.count;
    cell["share"] = each.share;
    cell["goodman"] = audit::to_json(each.goodman);
    cell["few"] = each.few();
    cells.push_back(std::move(cell));
  }
  return {{"attributes", crossing.attributes}, {"n", crossing.n}, {"cells", std::move(cells)}};
}

ordered_json to_json(const ControlShare& row) {
  return {{"prompt", row.prompt},
          {"expected", row.expected},
          {"as_expected", audit::to_json(row.as_expected)}};
}

ordered_json to_json(const AskedShare& row) {
  ordered_json json = {{"prompt", row.prompt},
                       {"asked", row.asked},
                       {"as_asked", audit::to_json(row.as_asked)},
                       {"unclear", row.unclear}};
  if (!row.next.empty()) json["next"] = {{"class", row.next}, {"count", row.next_count}};
  return json;
}

ordered_json to_json(const PublishedScore& row) {
  return {{"arm", row.arm},
          {"attribute", row.attribute},
          {"score", row.score},
          {"what", row.what},
          {"value", row.value},
          {"fair_model", row.fair_model},
          {"fair_model_upper_95_of_one_prompt", row.fair_model_upper}};
}

ordered_json to_json(const ServedPictures& served) {
  ordered_json models = ordered_json::object(), refusals = ordered_json::object();
  for (const auto& [model, count] : served.models) models[model] = count;
  for (const auto& [code, count] : served.refusals) refusals[code] = count;
  return {{"asked", served.asked},
          {"refused", served.refused()},
          {"refusals", std::move(refusals)},
          {"models", std::move(models)},
          {"rewritten", served.rewritten}};
}

template <class Row>
ordered_json list_json(const std::vector<Row>& rows) {
  ordered_json list = ordered_json::array();
  for (const Row& row : rows) list.push_back(to_json(row));
  return list;
}

ordered_json worst_json(const Report& report) {
  ordered_json rows = ordered_json::array();
  for (const WorstPrompt& row : report.worst) {
    const GroupResult& group = report.analysis.groups[row.group];
    rows.push_back({{"prompt", group.prompt},
                    {"arm", group.arm},
                    {"total_variation_corrected", row.distance},
                    {"total_variation_interval", audit::to_json(row.interval)},
                    {"verdict", verdict_name(row.verdict)},
                    {"by_labels", row.by_labels}});
  }
  return rows;
}

void add_conclusions(ordered_json& json, const Report& report) {
  const Answer answer = answer_of(report);
  json["answer"] = {{"answer", worded(answer.answer)},
                    {"how_sure", worded(answer.how_sure)},
                    {"next", worded(answer.next)}};
  if (report.about) json["about"] = audit::to_json(*report.about);
  json["impact_ratios"] = impact_json(report);
  json["compatibility"] = list_json(report.scores);
  json["worst"] = worst_json(report);
  json["limits"] = texts_of(report.limits);
}

ordered_json audit_json(const Report& report, const AuditPart& audit) {
  ordered_json json = {{"report", "evenlight audit"}};
  json["audit"] = audit::to_json(audit.settings);
  json["settings"] = audit::to_json(report.analysis.settings);
  json["complete"] = audit.complete;
  json["corrected"] = audit.checks.front().set.can_correct;
  json["read_by_people"] = audit.read_by_people;
  json["prompts"] = list_json(audit.prompts);
  json["coverage"] = to_json(audit.coverage);
  json["groups"] = rows_json(report.analysis.groups);
  json["summary"] = rows_json(report.analysis.summary);
  json["references"] = rows_json(report.references->prompts);
  json["reference_summary"] = rows_json(report.references->summary);
  json["human_check"] = audit::to_json(audit.checks.front());
  json["human_checks"] = ordered_json::object();
  for (size_t i = 1; i < audit.checks.size(); ++i) {
    json["human_checks"][audit.checks[i].set.attribute] = audit::to_json(audit.checks[i]);
  }
  json["templates"] = list_json(audit.templates);
  json["intersections"] = list_json(audit.crossings);
  json["control"] = list_json(audit.control);
  json["asked"] = list_json(audit.asked);
  if (audit.skin) json["skin"] = audit::to_json(*audit.skin);
  if (audit.served) json["served"] = to_json(*audit.served);
  json["diversity"] = rows_json(audit.diversity);
  json["second_opinions"] = rows_json(audit.opinions);
  add_conclusions(json, report);
  if (!audit.reproduce.empty()) json["reproduce"] = audit.reproduce;
  json["images_sha256"] = audit.images_sha256;
  return json;
}

}  // namespace

ordered_json to_json(const CountedShare& share) {
  ordered_json json = {{"count", share.count}, {"n", share.n}, {"share", to_json(share.share)}};
  if (share.share) json["wilson"] = to_json(share.wilson);
  return json;
}

ordered_json to_json(const AnalysedCounts& results) {
  ordered_json json = to_json(results.analysis);
  if (results.references) json["references"] = rows_json(results.references->prompts);
  for (const auto& [attribute, corrected] : results.corrected) {
    json["corrected_shares"][attribute] = to_json(corrected);
  }
  if (results.references) json["reference_summary"] = rows_json(results.references->summary);
  return json;
}

ordered_json to_json(const Report& report) {
  if (report.audit) return audit_json(report, *report.audit);
  ordered_json json = {{"report", "evenlight audit of counts"}};
  json.update(to_json(static_cast<const AnalysedCounts&>(report)));
  add_conclusions(json, report);
  return json;
}

std::string report_json(const Report& report) {
  return to_json(report).dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace evenlight::audit
