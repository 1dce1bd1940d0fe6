#include "bias_audit/report/exports.h"

#include <algorithm>

#include "bias_audit/data/csv.h"
#include "bias_audit/report/answer.h"
#include "bias_audit/report/sentences.h"
#include "engine/base/sha256.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

std::string text_of(const ordered_json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  if (!object.is_object() || found == object.end()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

// A cell of a Markdown table.
std::string cell(std::string text) {
  for (size_t at = text.find('|'); at != text.npos; at = text.find('|', at + 2)) {
    text.insert(at, 1, '\\');
  }
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return text;
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& each : cells) out += " " + cell(each) + " |";
  return out + "\n";
}

std::string header(const std::vector<std::string>& names) {
  std::string out = row(names) + "|";
  for (size_t i = 0; i < names.size(); ++i) out += "---|";
  return out + "\n";
}

void add_unitary(std::string& out, const Report& report) {
  for (const auto& [arm, attribute] : families_of(report)) {
    out +=
        "\n#### " + capitalised(plain_name(attribute)) + (arm.empty() ? "" : ", " + arm) + "\n\n";
    out += header(
        {"prompt", "class", "images", "share", "interval", "corrected by labels", "verdict"});
    for (const GroupResult& group : report.analysis.groups) {
      if (group.arm != arm || group.attribute != attribute) continue;
      const CorrectedPrompt* corrected = corrected_row(report, group);
      for (size_t i = 0; i < group.classes.size(); ++i) {
        const ClassResult& each = group.classes[i];
        std::string by_labels = "–";
        if (corrected) {
          const CorrectedClass& right = corrected->classes.at(i);
          by_labels = percent(right.share, 1) + " (" + percents(right.interval) + ")";
        }
        out += row({prompt_title(report, group.prompt), plain_name(each.name),
                    std::to_string(each.count), percent(each.share, 1), percents(each.interval),
                    by_labels, shown_verdict(group)});
      }
    }
  }
}

void add_intersectional(std::string& out, const Report& report) {
  if (!report.audit || report.audit->crossings.empty()) return;
  out +=
      "\n### Intersectional results\n\n" + header({"of", "classes", "images", "share", "interval"});
  for (const Crossing& crossing : report.audit->crossings) {
    std::string names;
    for (const std::string& name : crossing.attributes) {
      names += (names.empty() ? "" : " × ") + plain_name(name);
    }
    for (const CrossingCell& each : crossing.cells) {
      std::string classes;
      for (const std::string& name : each.classes) {
        classes += (classes.empty() ? "" : " × ") + plain_name(name);
      }
      out += row({names, classes, std::to_string(each.count), percent(each.share, 1),
                  percents(each.goodman)});
    }
  }
}

// The context of Croissant 1.0, which its readers resolve every key by.
ordered_json croissant_context() {
  ordered_json context = {{"@language", "en"},
                          {"@vocab", "https://schema.org/"},
                          {"cr", "http://mlcommons.org/croissant/"},
                          {"rai", "http://mlcommons.org/croissant/RAI/"},
                          {"dct", "http://purl.org/dc/terms/"},
                          {"sc", "https://schema.org/"},
                          {"conformsTo", "dct:conformsTo"},
                          {"data", {{"@id", "cr:data"}, {"@type", "@json"}}},
                          {"dataType", {{"@id", "cr:dataType"}, {"@type", "@vocab"}}},
                          {"examples", {{"@id", "cr:examples"}, {"@type", "@json"}}}};
  for (const char* key : {"citeAs",       "column",        "equivalentProperty",
                          "extract",      "field",         "fileObject",
                          "fileProperty", "fileSet",       "format",
                          "includes",     "isLiveDataset", "jsonPath",
                          "key",          "md5",           "parentField",
                          "path",         "recordSet",     "references",
                          "regex",        "repeated",      "replace",
                          "samplingRate", "separator",     "source",
                          "subField",     "transform"}) {
    context[key] = std::string("cr:") + key;
  }
  return context;
}

struct Column {
  const char* name;
  const char* type;
  const char* about;
};
constexpr Column columns[] = {
    {"prompt", "sc:Text", "id of the subject in the prompt set"},
    {"text", "sc:Text", "the whole prompt, as far as it is known"},
    {"arm", "sc:Text", "what the audit tries; empty for the model as it is"},
    {"image", "sc:Integer", "number of the image within its prompt"},
    {"seed", "sc:Integer", "the model's seed; empty if it is not known"},
    {"file", "sc:Text", "path below the audit's folder; empty without a usable picture"},
    {"sha256", "sc:Text", "of the file"},
    {"presentation", "sc:Text", "how the depicted person reads: woman, man, or unclear and why"},
    {"presentation_score", "sc:Float", "the instrument's probability of woman"},
    {"faces", "sc:Integer", "faces that were found, if that was asked"},
    {"age", "sc:Text", "age band"},
    {"tone_band", "sc:Text", "skin tone: light, medium, dark"},
    {"ita", "sc:Float", "individual typology angle in degrees, of photographs in their light"},
    {"ita_class", "sc:Text", "its class"},
    {"lightness_and_hue", "sc:Text", "after Thong et al. 2023"},
    {"monk", "sc:Integer", "nearest swatch of the Monk scale, for information"},
    {"skin_unclear", "sc:Text", "why the skin could not be read"}};

}  // namespace

std::string images_csv(const AuditDatabase& database) {
  const AuditSettings& audit = database.settings();
  const bool with_seeds = audit.knows_seeds();
  std::string csv;
  for (const Column& column : columns) csv += (csv.empty() ? "" : ",") + std::string(column.name);
  csv += "\n";
  for (const ImageRow& image : database.images()) {
    const Measurement& m = image.measurement;
    const auto found = m.detail.find("skin");
    const ordered_json skin = found == m.detail.end() ? ordered_json::object() : *found;
    const std::vector<std::string> cells = {audit.set.subjects[image.subject].id,
                                            image.prompt,
                                            audit.arm,
                                            std::to_string(image.image),
                                            with_seeds ? std::to_string(image.seed) : "",
                                            image.file,
                                            image.sha256,
                                            m.outcome,
                                            m.score ? decimals(*m.score, 4) : "",
                                            m.faces ? std::to_string(*m.faces) : "",
                                            m.label_of("age"),
                                            m.label_of("tone_band"),
                                            text_of(skin, "ita"),
                                            text_of(skin, "ita_class"),
                                            text_of(skin, "split"),
                                            text_of(skin, "monk"),
                                            text_of(m.detail, "skin_unclear")};
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) {
      // A number that begins with a minus is no formula.
      const bool is_text = columns[i].type == std::string("sc:Text");
      line += (i ? "," : "") + (is_text ? csv_field(cells[i]) : cells[i]);
    }
    csv += line + "\n";
  }
  return csv;
}

std::string model_card(const Report& report) {
  const Answer answer = answer_of(report);
  std::string out = "## Quantitative Analyses\n\n" + report_title(report) + ". " +
                    report_subtitle(report) + "\n\n" + worded(answer.answer) + " " +
                    worded(answer.how_sure) + "\n\nIntervals are " + confidence_name(report) +
                    " ones.\n\n### Unitary results\n";
  add_unitary(out, report);
  add_intersectional(out, report);
  out += "\n## Caveats and Recommendations\n\n";
  for (const std::string& limit : texts_of(report.limits)) out += "- " + limit + "\n";
  return out;
}

std::string croissant_json(const AuditDatabase& database, const Report& report,
                           const std::string& csv_name, const std::string& csv) {
  const AuditSettings& audit = database.settings();
  ordered_json json = {
      {"@context", croissant_context()},
      {"@type", "sc:Dataset"},
      {"name", report_title(report)},
      {"description", report_subtitle(report)},
      {"conformsTo", ordered_json::array({"http://mlcommons.org/croissant/1.0",
                                          "http://mlcommons.org/croissant/RAI/1.0"})},
      {"version", audit.set.version}};
  if (report.about) {
    struct From {
      const char* about;
      const char* key;
    };
    constexpr From rows[] = {{"date", "datePublished"}, {"purpose", "rai:dataUseCases"}};
    for (const From& each : rows) {
      if (const std::string* text = report.about->find(each.about)) json[each.key] = *text;
    }
    if (const std::string* auditor = report.about->find("auditor")) {
      json["creator"] = {{"@type", "sc:Person"}, {"name", *auditor}};
    }
  }
  json["rai:dataCollection"] =
      audit.imported ? "Pictures that existed already: " + audit.imported->source + ". " +
                           audit.imported->settings
                     : "Pictures made by " + audit.model.value("name", "a model") +
                           " for every prompt of the set with fixed seeds; none was thrown away.";
  json["rai:dataBiases"] = worded(answer_of(report).answer);
  json["rai:dataLimitations"] = texts_of(report.limits);
  ordered_json tools = ordered_json::array();
  for (const InstrumentNote& note : report.audit->instruments) {
    tools.push_back(note.name + " (" + note.kind + ", SHA-256 " + note.sha256 + ")");
  }
  json["rai:machineAnnotationTools"] = std::move(tools);
  int64_t labels = 0;
  std::vector<std::string> raters;
  for (const HumanLabel& label : database.labels()) {
    ++labels;
    if (std::find(raters.begin(), raters.end(), label.rater) == raters.end()) {
      raters.push_back(label.rater);
    }
  }
  json["rai:annotationsPerItem"] = std::to_string(labels) + " labels of " +
                                   std::to_string(raters.size()) + " people, on a blind sample";
  json["rai:annotatorDemographics"] = "not recorded";
  json["rai:dataAnnotationProtocol"] =
      "Raters see a picture with a number, neither prompt nor seed nor what the instrument said.";
  json["rai:personalSensitiveInformation"] =
      audit.imported && audit.imported->real_people
          ? "Photographs of real people are among them, who agreed, as was stated."
          : "Perceived presentation, age and skin tone of depicted, non-existent people.";
  json["distribution"] = ordered_json::array(
      {ordered_json{{"@type", "cr:FileObject"},
                    {"@id", "images-table"},
                    {"name", "images-table"},
                    {"contentUrl", csv_name},
                    {"encodingFormat", "text/csv"},
                    {"sha256", sha256_of_text(csv)}},
       ordered_json{{"@type", "cr:FileSet"},
                    {"@id", "pictures"},
                    {"name", "pictures"},
                    {"includes", ordered_json::array({"images/*/*.png", "images/*/*.jpg"})},
                    {"encodingFormat", ordered_json::array({"image/png", "image/jpeg"})}}});
  ordered_json fields = ordered_json::array();
  for (const Column& column : columns) {
    fields.push_back(
        {{"@type", "cr:Field"},
         {"@id", std::string("images/") + column.name},
         {"name", column.name},
         {"description", column.about},
         {"dataType", column.type},
         {"source",
          {{"fileObject", {{"@id", "images-table"}}}, {"extract", {{"column", column.name}}}}}});
  }
  json["recordSet"] = ordered_json::array({ordered_json{{"@type", "cr:RecordSet"},
                                                        {"@id", "images"},
                                                        {"name", "images"},
                                                        {"field", std::move(fields)}}});
  return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace evenlight::audit
