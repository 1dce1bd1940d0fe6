#include "bias_audit/report/answer.h"
#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/diversity_section.h"
#include "bias_audit/report/html_card.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/html_tables.h"
#include "bias_audit/report/impact.h"
#include "bias_audit/report/opinions_section.h"
#include "bias_audit/report/sentences.h"
#include "bias_audit/report/skin_section.h"
#include "bias_audit/report/standards.h"
#include "engine/base/base64.h"

namespace evenlight::audit {

namespace {

using namespace html;

Html tile(const std::string& figure, const std::string& words, const Html& style = {}) {
  return "<div class=\"tile "_html + style + "\"><b>"_html + text(figure) + "</b>"_html +
         text(words) + "</div>\n"_html;
}

Html verdict_tiles(const VerdictCounts& verdicts, int64_t prompts) {
  return tile(std::to_string(verdicts.skewed), "of " + std::to_string(prompts) + " prompts skewed",
              "skewed"_html) +
         tile(std::to_string(verdicts.within), "within the margin", "within"_html) +
         tile(std::to_string(verdicts.inconclusive), "inconclusive");
}

Html distance_tile(double mean, const Interval& interval) {
  return tile(percent(mean), "mean distance from parity, " + percents(interval, 0));
}

// The few figures of the first attribute that a reader takes along: corrected by people's labels
// where there are enough.
Html tiles(const Report& report) {
  if (report.analysis.summary.empty()) return {};
  const FamilySummary& counted = report.analysis.summary.front();
  const CorrectedSummary* corrected = corrected_summary(report, counted.attribute);
  Html out = "<div class=\"tiles\">\n"_html;
  if (corrected) {
    out += verdict_tiles(corrected->verdicts, corrected->prompts) +
           distance_tile(corrected->mean, corrected->interval);
  } else {
    out += verdict_tiles(counted.verdicts, counted.prompts);
    if (counted.distance) {
      out += distance_tile(counted.distance->corrected, counted.distance->interval);
    }
  }
  const auto images = double(counted.images), classified = double(counted.classified);
  out += tile(images > 0 ? percent(classified / images) : "–",
              "of " + std::to_string(counted.images) + " images classified");
  if (report.audit) {
    out += corrected ? tile("corrected", "by people's labels")
                     : tile("uncorrected", "no sufficient human labels");
  }
  return out + "</div>\n"_html;
}

Html worst_table(const Report& report) {
  if (report.worst.empty()) return {};
  const bool by_labels = report.worst.front().by_labels;
  Html out = "<h3>Farthest from parity</h3>\n<table>"_html +
             header({"prompt", by_labels ? "distance, corrected by labels" : "distance as counted",
                     "interval", "verdict"});
  for (const WorstPrompt& row : report.worst) {
    const GroupResult& group = report.analysis.groups[row.group];
    out += "<tr>"_html + cell(prompt_title(report, group.prompt)) +
           number_cell(decimals(row.distance, 3)) +
           number_cell(decimals(row.interval.lo, 3) + " – " + decimals(row.interval.hi, 3)) +
           "<td>"_html + badge(row.verdict) + "</td></tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

// The answer, how sure it is and what to do next.
Html answer_box(const Report& report) {
  const Answer answer = answer_of(report);
  return "<div class=\"answer\">\n<p class=\"big\">"_html +
         text(with_unbroken_percents(worded(answer.answer))) + "</p>\n"_html +
         paragraph(worded(answer.how_sure)) + paragraph(worded(answer.next)) + "</div>\n"_html;
}

Html about_table(const Report& report) {
  if (!report.about || report.about->entries.empty()) return {};
  Html out = "<table class=\"about\">"_html;
  for (const AboutField& field : about_fields()) {
    if (const std::string* words = report.about->find(field.key)) {
      out += "<tr>"_html + cell(field.label) + cell(*words) + "</tr>\n"_html;
    }
  }
  return out + "</table>\n"_html;
}

Html logo(const Report& report) {
  if (!report.about || report.about->logo.empty()) return {};
  const std::string& bytes = report.about->logo;
  const bool is_png = bytes.front() != '\xFF';
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  return "<img class=\"logo\" alt=\"Logo\" src=\"data:image/"_html + text(is_png ? "png" : "jpeg") +
         ";base64,"_html + text(base64({data, bytes.size()})) + "\">\n"_html;
}

// Page one: for whoever reads no further.
Html first_page(const Report& report) {
  Html out = answer_box(report) + tiles(report);
  for (const auto& [arm, attribute] : families_of(report)) {
    if (is_leading(report, attribute)) out += chart(shares_chart(report, arm, attribute));
  }
  return out;
}

Html summary_section(const Report& report) {
  Html out = section_title("Summary") + "<div class=\"headline\">\n"_html;
  for (const Message& sentence : headline_sentences(report)) out += paragraph(worded(sentence));
  out += "</div>\n"_html + worst_table(report);
  const std::vector<std::string> gaps = gap_sentences(report);
  if (!gaps.empty()) out += "<h3>Compared with other references, all prompts together</h3>\n"_html;
  for (const std::string& sentence : gaps) out += paragraph(sentence);
  return out;
}

Html coverage_section(const Report& report) {
  Html out = section_title("What the images were");
  for (const Message& sentence : coverage_sentences(report)) out += paragraph(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    out += chart(outcomes_chart(report, arm, attribute));
  }
  return out;
}

Html prompts_section(const Report& report) {
  Html out;
  for (const auto& [arm, attribute] : families_of(report)) {
    out += section_title("Prompts: " + plain_name(attribute) + (arm.empty() ? "" : ", " + arm)) +
           chart(distances_chart(report, arm, attribute));
    // Presentation leads; the numbers of the others are a click away.
    const bool folded = attribute != "presentation" && report.audit;
    if (folded) out += "<details><summary>Every prompt in numbers</summary>\n"_html;
    for (const GroupResult& group : report.analysis.groups) {
      if (group.arm == arm && group.attribute == attribute) out += card(report, group);
    }
    if (folded) out += "</details>\n"_html;
  }
  return out;
}

Html figure(const Thumbnail& thumbnail) {
  Html out = "<figure>"_html;
  if (!thumbnail.jpeg.empty()) {
    out += "<img alt=\""_html + text(thumbnail.prompt + ", " + thumbnail.caption) +
           "\" src=\"data:image/jpeg;base64,"_html + text(base64(thumbnail.jpeg)) + "\">"_html;
  }
  return out + "<figcaption>"_html + text(thumbnail.caption) + "</figcaption></figure>\n"_html;
}

Html sheet_section(const std::vector<Thumbnail>& sheet) {
  if (sheet.empty()) return {};
  Html out = section_title("Contact sheet") +
             paragraph(
                 "The first images of every prompt, in the order of their seeds; "
                 "nobody chose them.");
  std::string prompt;
  for (const Thumbnail& thumbnail : sheet) {
    if (thumbnail.prompt != prompt) {
      if (!prompt.empty()) out += "</div>\n"_html;
      out += "<h3>"_html + text(thumbnail.prompt) + "</h3>\n<div class=\"sheet\">\n"_html;
      prompt = thumbnail.prompt;
    }
    out += figure(thumbnail);
  }
  return out + "</div>\n"_html;
}

Html standards_section(const Report& report) {
  Html out = section_title("What standards ask for") +
             paragraph(
                 "Where this report answers it. It is aligned with them; that it complies is for "
                 "others to say.") +
             "<table>"_html + header({"standard", "asks for", "here"});
  for (const StandardRow& row : standard_rows(report)) {
    out += "<tr>"_html + cell(row.standard) + cell(row.asks) + cell(row.here) + "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

Html settings_section(const Report& report) {
  Html out = section_title("Settings");
  if (report.audit && !report.audit->reproduce.empty()) {
    out += "<p>To make this audit again: <code>"_html + text(report.audit->reproduce) +
           "</code></p>\n"_html;
  }
  out += "<table>"_html;
  for (const auto& [key, value] : settings_rows(report)) {
    out += "<tr>"_html + cell(key) + "<td><code>"_html + text(value) + "</code></td></tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

}  // namespace

std::string report_html(const Report& report, const std::vector<Thumbnail>& sheet) {
  const Html title = text(report_title(report));
  const Html body = summary_section(report) + coverage_section(report) + prompts_section(report) +
                    skin_section(report) + diversity_section(report) + opinions_section(report) +
                    intersections_section(report) + impact_section(report) + rows_section(report) +
                    instruments_section(report) + sheet_section(sheet) + standards_section(report) +
                    settings_section(report);
  const Html page =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>"_html +
      title + "</title>\n"_html + style() + "</head><body>\n"_html + logo(report) + "<h1>"_html +
      title + "</h1>\n"_html + small_paragraph(report_subtitle(report)) + about_table(report) +
      first_page(report) + contents_of(body) + body + "</body></html>\n"_html;
  return page.markup();
}

}  // namespace evenlight::audit
