#include <algorithm>

#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/html_card.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/sentences.h"
#include "engine/base/base64.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

using namespace html;

std::string tile(const std::string& figure, const std::string& words, const char* style = "") {
  return std::string("<div class=\"tile ") + style + "\"><b>" + text(figure) + "</b>" +
         text(words) + "</div>\n";
}

// The few figures of the first attribute that a reader takes along: corrected by people's labels
// where there are enough.
std::string tiles(const ordered_json& report) {
  if (report.at("summary").empty()) return "";
  const ordered_json& counted = report.at("summary").at(0);
  ordered_json corrected;
  if (const ordered_json* check = human_check_of(report, counted.at("attribute"))) {
    corrected = check->value("corrected_mean_distance", ordered_json());
  }
  const ordered_json& row = corrected.is_object() ? corrected : counted;
  std::string out = "<div class=\"tiles\">\n";
  out +=
      tile(row.at("skewed").dump(), "of " + row.at("prompts").dump() + " prompts skewed", "skewed");
  out += tile(row.at("within").dump(), "within the margin", "within");
  out += tile(row.at("inconclusive").dump(), "inconclusive");
  const char* mean = corrected.is_object() ? "mean" : "mean_distance_corrected";
  if (row.contains(mean)) {
    const char* range = corrected.is_object() ? "interval" : "mean_distance_corrected_interval";
    out +=
        tile(percent(row.at(mean)), "mean distance from parity, " + percent(row.at(range).at(0)) +
                                        " to " + percent(row.at(range).at(1)));
  }
  const double images = counted.at("images"), classified = counted.at("classified");
  out += tile(images > 0 ? percent(classified / images) : "–",
              "of " + counted.at("images").dump() + " images classified");
  if (report.contains("corrected")) {
    out += corrected.is_object() ? tile("corrected", "by people's labels")
                                 : tile("uncorrected", "no sufficient human labels");
  }
  return out + "</div>\n";
}

std::string summary_section(const ordered_json& report) {
  std::string out = "<h2>Summary</h2>\n" + tiles(report) + "<div class=\"headline\">\n";
  for (const std::string& sentence : headline_sentences(report)) out += paragraph(sentence);
  out += "</div>\n";
  for (const auto& [arm, attribute] : families_of(report)) {
    if (is_leading(report, attribute)) out += chart(shares_chart(report, arm, attribute));
  }
  if (!report.at("worst").empty()) {
    out += "<h3>Farthest from parity</h3>\n<table>" +
           header({"prompt", "distance as counted", "interval", "verdict"});
    for (const ordered_json& row : report.at("worst")) {
      const ordered_json& range = row.at("total_variation_interval");
      out += "<tr>" + cell(prompt_title(report, row.at("prompt"))) +
             number_cell(decimals(row.at("total_variation_corrected"), 3)) +
             number_cell(decimals(range.at(0), 3) + " – " + decimals(range.at(1), 3)) + "<td>" +
             badge(row.at("verdict")) + "</td></tr>\n";
    }
    out += "</table>\n";
  }
  const std::vector<std::string> gaps = gap_sentences(report);
  if (!gaps.empty()) out += "<h3>Beside other references, all prompts together</h3>\n";
  for (const std::string& sentence : gaps) out += paragraph(sentence);
  return out;
}

std::string coverage_section(const ordered_json& report) {
  std::string out = "<h2>What the images were</h2>\n";
  for (const std::string& sentence : coverage_sentences(report)) out += paragraph(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    out += chart(outcomes_chart(report, arm, attribute));
  }
  return out;
}

std::string prompts_section(const ordered_json& report) {
  std::string out;
  for (const auto& [arm, attribute] : families_of(report)) {
    out += "<h2>Prompts: " + text(plain_name(attribute)) + (arm.empty() ? "" : ", " + text(arm)) +
           "</h2>\n" + chart(distances_chart(report, arm, attribute));
    // Presentation leads; the numbers of the others are a click away.
    const bool folded = attribute != "presentation" && report.contains("audit");
    if (folded) out += "<details><summary>Every prompt in numbers</summary>\n";
    for (const ordered_json& group : report.at("groups")) {
      if (group.at("arm") == arm && group.at("attribute") == attribute) out += card(report, group);
    }
    if (folded) out += "</details>\n";
  }
  return out;
}

// Cells as rows with a bar; a table of very many is folded.
std::string intersections_section(const ordered_json& report) {
  if (!report.contains("intersections") || report.at("intersections").empty()) return "";
  std::string out = "<h2 id=\"intersections\">Intersections</h2>\n" +
                    paragraph(
                        "Over all prompts together, images with a class in each attribute; "
                        "intervals hold jointly (Goodman, " +
                        confidence_name(report) + ").");
  for (const ordered_json& table : report.at("intersections")) {
    std::string names;
    for (const ordered_json& attribute : table.at("attributes")) {
      names += (names.empty() ? "" : " × ") + plain_name(attribute);
    }
    out += "<h3>" + text(names) + ", " + table.at("n").dump() + " images</h3>\n<table><tr>";
    for (const ordered_json& attribute : table.at("attributes")) {
      out += "<th>" + text(plain_name(attribute)) + "</th>";
    }
    out += "<th>count</th><th>share</th><th>interval</th><th></th></tr>\n";
    for (const ordered_json& row : table.at("cells")) {
      out += "<tr>";
      for (const ordered_json& attribute : table.at("attributes")) {
        out += cell(plain_name(row.at(attribute.get<std::string>())));
      }
      out += number_cell(row.at("count").dump()) + number_cell(percent(row.at("share"), 1)) +
             number_cell(interval(row.at("goodman"))) + "<td><span class=\"bar\" style=\"width:" +
             decimals(200 * row.at("share").get<double>(), 0) + "px\"></span>" +
             (row.at("few") == true ? " fewer than five" : "") + "</td></tr>\n";
    }
    out += "</table>\n";
  }
  return out;
}

std::string rows_section(const ordered_json& report) {
  std::string out;
  if (report.contains("templates")) {
    out +=
        "<h2>Wordings</h2>\n<table>" + header({"template", "images", "reads as woman", "interval"});
    for (const ordered_json& row : report.at("templates")) {
      const ordered_json& woman = row.at("woman");
      out += "<tr>" + cell(row.at("template")) + number_cell(row.at("images").dump()) +
             number_cell(percent(woman.at("share"), 1)) +
             number_cell(woman.contains("wilson") ? interval(woman.at("wilson")) : "–") + "</tr>\n";
    }
    out += "</table>\n";
  }
  if (report.contains("control") && !report.at("control").empty()) {
    out += "<h2>Control: prompts that name the presentation</h2>\n<table>" +
           header({"prompt", "expected", "as expected", "interval"});
    for (const ordered_json& row : report.at("control")) {
      const ordered_json& share = row.at("as_expected");
      out += "<tr>" + cell(prompt_title(report, row.at("prompt"))) + cell(row.at("expected")) +
             number_cell(percent(share.at("share"), 1)) +
             number_cell(share.contains("wilson") ? interval(share.at("wilson")) : "–") + "</tr>\n";
    }
    out += "</table>\n";
  }
  if (report.contains("asked") && !report.at("asked").empty()) {
    out += "<h2>Do the pictures show what was asked?</h2>\n";
    for (const std::string& sentence : asked_sentences(report)) out += paragraph(sentence);
    out += "<table>" +
           header({"prompt", "asked", "as asked", "interval", "unclear", "most often else"});
    for (const ordered_json& row : report.at("asked")) {
      const ordered_json& share = row.at("as_asked");
      out += "<tr>" + cell(prompt_title(report, row.at("prompt"))) + cell(row.at("asked")) +
             number_cell(percent(share.at("share"), 1)) +
             number_cell(share.contains("wilson") ? interval(share.at("wilson")) : "–") +
             number_cell(row.at("unclear").dump()) +
             cell(row.contains("next") ? row.at("next").at("class").get<std::string>() + ", " +
                                             row.at("next").at("count").dump()
                                       : "–") +
             "</tr>\n";
    }
    out += "</table>\n";
  }
  out += "<h2>Scores of other audits, from the same counts</h2>\n" +
         paragraph(
             "Beside each: what a model that is fair by construction would score by luck with "
             "this many images.") +
         "<table>" + header({"score", "meaning", "attribute", "value", "fair model"});
  for (const ordered_json& row : report.at("compatibility")) {
    out += "<tr>" + cell(row.at("score")) + cell(row.at("what")) +
           cell(plain_name(row.at("attribute"))) + number_cell(decimals(row.at("value"), 3)) +
           number_cell(decimals(row.at("fair_model"), 3)) + "</tr>\n";
  }
  return out + "</table>\n";
}

// What people said, in rows, against what the instrument said of the same pictures.
std::string confusion_table(const ordered_json& check) {
  const ordered_json& columns = check.at("columns");
  std::string out = "<table><tr><th>people said</th>";
  for (const ordered_json& column : columns) {
    out += "<th>instrument: " + text(plain_name(column)) + "</th>";
  }
  out += "</tr>\n";
  for (size_t i = 0; i + 1 < columns.size(); ++i) {
    const std::string name = columns.at(i);
    out += "<tr>" + cell(plain_name(name));
    for (const ordered_json& count : check.at("people_said_" + name)) {
      out += number_cell(count.dump());
    }
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

std::string instruments_section(const ordered_json& report) {
  std::string out = "<h2>Instruments and people</h2>\n";
  for (const std::string& sentence : human_sentences(report)) out += paragraph(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    const ordered_json* check = human_check_of(report, attribute);
    if (!check || !check->contains("columns")) continue;
    out += "<h3>" + text(capitalised(plain_name(attribute))) + ": people and instrument</h3>\n" +
           confusion_table(*check);
  }
  if (report.contains("audit")) {
    for (const ordered_json& instrument : report.at("audit").at("instruments")) {
      out += "<h3>" + text(instrument.at("name")) + "</h3>\n" +
             paragraph("For " + instrument.at("domain").get<std::string>() +
                       ". Licence: " + instrument.at("licence").get<std::string>() + ". " +
                       instrument.at("provenance").get<std::string>()) +
             "<p>File: <code>" + text(instrument.at("sha256")) + "</code></p>\n<ul>";
      for (const auto& [what, figure] : instrument.at("accuracy").items()) {
        out += "<li>" +
               text(plain_name(what) + ": " +
                    (figure.is_string() ? figure.get<std::string>() : figure.dump())) +
               "</li>";
      }
      for (const ordered_json& limit : instrument.at("limits")) {
        out += "<li>" + text(limit) + "</li>";
      }
      out += "</ul>\n";
    }
  }
  out += "<h2>Limits</h2>\n<ul>";
  for (const ordered_json& limit : report.at("limits")) out += "<li>" + text(limit) + "</li>";
  return out + "</ul>\n";
}

std::string sheet_section(const std::vector<Thumbnail>& sheet) {
  if (sheet.empty()) return "";
  std::string out = "<h2>Contact sheet</h2>\n" +
                    paragraph(
                        "The first images of every prompt, in the order of their seeds; "
                        "nobody chose them.");
  std::string prompt;
  for (const Thumbnail& thumbnail : sheet) {
    if (thumbnail.prompt != prompt) {
      out += (prompt.empty() ? "" : "</div>\n") + ("<h3>" + text(thumbnail.prompt)) +
             "</h3>\n<div class=\"sheet\">\n";
      prompt = thumbnail.prompt;
    }
    out += "<figure>";
    if (!thumbnail.jpeg.empty()) {
      out += "<img alt=\"" + text(thumbnail.prompt + ", " + thumbnail.caption) +
             "\" src=\"data:image/jpeg;base64," + base64(thumbnail.jpeg) + "\">";
    }
    out += "<figcaption>" + text(thumbnail.caption) + "</figcaption></figure>\n";
  }
  return out + "</div>\n";
}

std::string settings_section(const ordered_json& report) {
  std::string out = "<h2>Settings</h2>\n";
  if (report.contains("reproduce")) {
    out += "<p>To make this audit again: <code>" + text(report.at("reproduce")) + "</code></p>\n";
  }
  out += "<table>";
  for (const auto& [key, value] : settings_rows(report)) {
    out += "<tr>" + cell(key) + "<td><code>" + text(value) + "</code></td></tr>\n";
  }
  return out + "</table>\n";
}

}  // namespace

std::string report_html(const ordered_json& report, const std::vector<Thumbnail>& sheet) {
  const std::string title = report_title(report);
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
         text(title) + "</title>\n" + style() + "</head><body>\n<h1>" + text(title) + "</h1>\n" +
         paragraph(report_subtitle(report), "small") + summary_section(report) +
         coverage_section(report) + prompts_section(report) + intersections_section(report) +
         rows_section(report) + instruments_section(report) + sheet_section(sheet) +
         settings_section(report) + "</body></html>\n";
}

}  // namespace evenlight::audit
