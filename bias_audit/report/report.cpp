#include "bias_audit/report/report.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "bias_audit/command_line.h"
#include "bias_audit/data/audit_picture.h"
#include "bias_audit/data/csv.h"
#include "bias_audit/measure/instruments.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/measure/runner.h"
#include "bias_audit/report/parts.h"
#include "bias_audit/report/sentences.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

ordered_json prompts_json(const AuditSettings& s, const std::vector<ImageRow>& images) {
  ordered_json prompts = ordered_json::array();
  const size_t count = s.set.subjects.size() - (s.baseline ? 1 : 0);
  for (size_t i = 0; i < count; ++i) {
    const auto made = std::count_if(images.begin(), images.end(),
                                    [&](const ImageRow& row) { return row.subject == i; });
    prompts.push_back({{"id", s.set.subjects[i].id},
                       {"text", s.set.subjects[i].text},
                       {"images", made},
                       {"rationale", s.set.subjects[i].rationale}});
  }
  return prompts;
}

// Its place in the counts; their number if it is not among them.
size_t attribute_of(const Counts& counts, const std::string& name) {
  const auto found =
      std::find_if(counts.attributes.begin(), counts.attributes.end(),
                   [&](const Attribute& attribute) { return attribute.name == name; });
  return size_t(found - counts.attributes.begin());
}

}  // namespace

ordered_json worst_json(const ordered_json& groups) {
  std::vector<const ordered_json*> order;
  for (const ordered_json& group : groups) {
    if (group.at("attribute") == "presentation" && group.at("total_variation").is_number()) {
      order.push_back(&group);
    }
  }
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return a->at("total_variation_corrected").template get<double>() >
           b->at("total_variation_corrected").template get<double>();
  });
  ordered_json worst = ordered_json::array();
  for (size_t i = 0; i < std::min<size_t>(10, order.size()); ++i) {
    worst.push_back({{"prompt", order[i]->at("prompt")},
                     {"arm", order[i]->at("arm")},
                     {"total_variation_corrected", order[i]->at("total_variation_corrected")},
                     {"total_variation_interval", order[i]->at("total_variation_interval")},
                     {"verdict", order[i]->at("verdict")}});
  }
  return worst;
}

Counts counts_of(const AuditSettings& settings, const std::vector<ImageRow>& images) {
  Counts counts;
  for (const std::string& name : settings.set.attributes) {
    // Without an instrument for it an attribute would be a page of empty rows.
    const bool measured =
        name == "presentation" || std::any_of(images.begin(), images.end(), [&](const auto& row) {
          const std::string& label = row.measurement.label_of(name);
          return row.measurement.has_person() && label != "unclear";
        });
    if (measured) counts.attributes.push_back({name, classes_of(name, settings.instruments)});
  }
  const size_t subjects = settings.set.subjects.size() - (settings.baseline ? 1 : 0);
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    for (size_t s = 0; s < subjects; ++s) {
      counts.groups.push_back({settings.set.subjects[s].id, settings.arm, a,
                               CountVector(counts.attributes[a].classes.size(), 0)});
    }
  }
  for (const ImageRow& row : images) {
    if (row.subject >= subjects) continue;
    for (size_t a = 0; a < counts.attributes.size(); ++a) {
      const Attribute& attribute = counts.attributes[a];
      CountGroup& group = counts.groups[a * subjects + row.subject];
      const std::string& label = row.measurement.label_of(attribute.name);
      const auto found = std::find(attribute.classes.begin(), attribute.classes.end(), label);
      if (found != attribute.classes.end()) {
        ++group.counts[size_t(found - attribute.classes.begin())];
      } else if (label == "several_people") {
        ++group.unclassified[size_t(Unclassified::several_people)];
      } else if (label == "no_face") {
        ++group.unclassified[size_t(Unclassified::no_face)];
      } else {
        ++group.unclassified[size_t(Unclassified::unclear)];
      }
    }
  }
  return counts;
}

ordered_json report_of(const AuditDatabase& database, const ReportSettings& settings) {
  const AuditSettings& audit = database.settings();
  const std::vector<ImageRow> measured = database.images();
  const std::vector<ImageRow> images = as_people_read(database, measured);
  const Counts counts = counts_of(audit, images);
  std::vector<std::string> names;
  for (const Attribute& attribute : counts.attributes) names.push_back(attribute.name);
  const std::vector<CheckSet> checks = check_sets_of(database, measured, names);
  const double alpha = 1 - settings.analysis.confidence;
  ordered_json analysis = analyze(counts, settings.analysis);
  const size_t presentation = attribute_of(counts, "presentation");
  const CheckSet check = presentation < checks.size()
                             ? checks[presentation]
                             : check_sets_of(database, measured, {"presentation"}).front();
  if (audit.sequential && presentation < counts.attributes.size()) {
    judge_by_sequence(analysis, counts, presentation,
                      sequence_alpha(audit, settings.analysis.confidence), settings.analysis);
  }

  ordered_json report = {{"report", "evenlight audit"}};
  report["audit"] = to_json(audit);
  report["settings"] = analysis.at("settings");
  report["complete"] = database.shard().count == 1 && missing_images(database) == 0;
  report["corrected"] = check.can_correct;
  report["read_by_people"] = check.read_by_people;
  report["prompts"] = prompts_json(audit, images);
  report["coverage"] = coverage_json(audit, images);
  report["groups"] = analysis.at("groups");
  report["summary"] = analysis.at("summary");
  report["references"] = references_json(references_of(audit, images, settings), counts,
                                         presentation, settings.analysis);
  report["reference_summary"] = reference_summary_json(report["references"], settings.analysis);
  report["human_check"] = human_check_json(check, counts, settings);
  report["human_checks"] = ordered_json::object();
  for (const CheckSet& other : checks) {
    if (other.attribute == "presentation") continue;
    report["human_checks"][other.attribute] = human_check_json(other, counts, settings);
  }
  report["templates"] = templates_json(audit, images, alpha);
  report["intersections"] = intersections_json(audit, images, alpha);
  report["control"] = control_json(audit, images, alpha);
  report["asked"] = asked_json(audit, images, alpha);
  report["compatibility"] = compatibility_json(counts);
  report["worst"] = worst_json(report.at("groups"));
  report["limits"] = limits_of(audit, checks);
  report["reproduce"] =
      run_command(audit, audit.set.name, audit.model.value("name", "")) + " --output DIR" +
      files_comment(audit);
  std::string hashes;
  for (const ImageRow& row : images) hashes += row.sha256 + "\n";
  report["images_sha256"] = sha256_of_text(hashes);
  return report;
}

std::vector<Thumbnail> contact_sheet(const AuditDatabase& database, std::int64_t each) {
  std::vector<Thumbnail> sheet;
  for (const ImageRow& row : database.images()) {
    if (row.image >= each || row.file.empty()) continue;
    Thumbnail thumbnail{
        database.settings().set.subjects[row.subject].text,
        "seed " + std::to_string(row.seed) + ", " + plain_name(row.measurement.outcome),
        {}};
    // One picture that cannot be shown is said in its place; the numbers do not depend on it.
    try {
      const std::string bytes = read_audit_picture(database.folder(), row.file, row.sha256);
      const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
      thumbnail.jpeg = thumbnail_jpeg(decode_photo({data, bytes.size()}, row.file), 96);
    } catch (const InputError& reason) {
      const std::string what = reason.what();
      thumbnail.caption += ", not shown:" + what.substr(what.rfind(':') + 1);
    }
    sheet.push_back(std::move(thumbnail));
  }
  return sheet;
}

std::string report_json(const ordered_json& report) {
  return report.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string report_csv(const ordered_json& report) {
  std::string csv = "prompt,arm,attribute,class,count\n";
  for (const ordered_json& group : report.at("groups")) {
    const std::string start = csv_field(group.at("prompt")) + "," + csv_field(group.at("arm")) +
                              "," + csv_field(group.at("attribute")) + ",";
    for (const ordered_json& row : group.at("classes")) {
      csv += start + csv_field(row.at("class")) + "," + row.at("count").dump() + "\n";
    }
    for (const auto& [name, count] : group.at("unclassified").items()) {
      csv += start + name + "," + count.dump() + "\n";
    }
  }
  return csv;
}

std::string decimals(const ordered_json& value, int places) {
  if (!value.is_number()) return "–";
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value.get<double>(),
                                 std::chars_format::fixed, places);
  return {text, end.ptr};
}

std::string p_text(const ordered_json& p) {
  return p.is_number() && p.get<double>() < 0.0001 ? "< 0.0001" : decimals(p, 4);
}

std::string percent(const ordered_json& share, int places) {
  if (!share.is_number()) return "–";
  return decimals(100 * share.get<double>(), places) + " %";
}

std::string points(const ordered_json& difference) {
  if (!difference.is_number()) return "–";
  const double value = 100 * difference.get<double>();
  return (value < 0 ? "−" : "+") + decimals(std::abs(value), 1);
}

}  // namespace evenlight::audit
