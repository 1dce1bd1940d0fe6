#include "bias_audit/report/html_card.h"

#include <algorithm>

#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::audit::html {

namespace {

struct IntervalName {
  const char* id;
  const char* words;
};
constexpr IntervalName interval_names[] = {{"wilson", "Wilson"},
                                           {"goodman", "Goodman (joint)"},
                                           {"sison_glaz", "Sison–Glaz (joint)"},
                                           {"confidence_sequence", "confidence sequence"}};

std::string interval_name(const GroupResult& group) {
  for (const IntervalName& name : interval_names) {
    const bool same =
        !group.classes.empty() && name.id == std::string(group.classes[0].interval_method);
    if (same) return name.words;
  }
  return "interval";
}

Html class_rows(const Report& report, const GroupResult& group) {
  const CorrectedPrompt* corrected = corrected_row(report, group);
  std::vector<std::string> names = {"class", "count", "share", interval_name(group)};
  // Of a number of images that was decided while looking only the sequence holds.
  if (!group.sequence) names.emplace_back("Clopper–Pearson");
  names.emplace_back("all unclear to one side");
  if (corrected) names.emplace_back("corrected by people, interval");
  Html out = "<table>"_html + header(names);
  for (size_t i = 0; i < group.classes.size(); ++i) {
    const ClassResult& row = group.classes[i];
    out += "<tr>"_html + cell(plain_name(row.name)) + number_cell(std::to_string(row.count)) +
           number_cell(percent(row.share, 1));
    out += number_cell(interval_text(row.interval));
    if (!group.sequence) out += number_cell(interval_text(row.clopper_pearson));
    out += number_cell(interval_text(row.worst_case));
    if (corrected) {
      const CorrectedClass& each = corrected->classes.at(i);
      out += number_cell(percent(each.share, 1) + "; " + interval_text(each.interval));
    }
    out += "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

// "+3.1 (−1.0 to +7.2)".
std::string corrected_points(const ReferenceRow& row) {
  if (!row.corrected) return "–";
  const Interval& interval = row.corrected->interval;
  return points(row.corrected->value) + " (" + points(interval.lo) + " to " + points(interval.hi) +
         ")";
}

Html reference_row(const ReferenceRow& row, bool is_corrected) {
  const auto& d = row.difference;
  const std::string interval =
      d ? points(d->interval.lo) + " to " + points(d->interval.hi) : std::string("–");
  return "<tr>"_html + cell(row.title) + cell(row.source) + number_cell(percent(row.woman, 1)) +
         number_cell(d ? points(d->value) : "–") + number_cell(interval) +
         number_cell(d && d->p ? p_text(d->p_adjusted) : "–") +
         (is_corrected ? number_cell(corrected_points(row)) : Html()) + "<td>"_html +
         badge(row.verdict) + "</td></tr>\n"_html;
}

Html reference_rows(const Report& report, const GroupResult& group) {
  const ReferencedPrompt* prompt = references_of(report, group);
  if (!prompt || group.attribute != "presentation") return {};
  const bool is_corrected =
      std::any_of(prompt->against.begin(), prompt->against.end(),
                  [](const ReferenceRow& row) { return row.corrected.has_value(); });
  std::vector<std::string> names = {"compared with", "source",
                                    "woman",         "difference as counted, points",
                                    "interval",      "adjusted p"};
  if (is_corrected) names.emplace_back("corrected by people, points (interval)");
  names.emplace_back("verdict");
  Html out = "<table>"_html + header(names);
  for (const ReferenceRow& row : prompt->against) out += reference_row(row, is_corrected);
  out += "</table>\n"_html;
  std::string others;
  for (const AlternateRow& row : prompt->alternates) {
    others += (others.empty() ? "" : "; ") + row.title + " " + percent(row.woman, 1);
  }
  if (!others.empty()) out += small_paragraph("Rows that could be meant too: " + others + ".");
  return out;
}

}  // namespace

Html card(const Report& report, const GroupResult& group) {
  Html badges = group.is_described ? plain_badge("described") : badge(group.verdict);
  const CorrectedPrompt* corrected = corrected_row(report, group);
  if (corrected && !group.is_described) {
    badges += " "_html + badge(corrected->verdict, "corrected: ");
  }
  Html out = "<div class=\"card\"><h3>"_html + text(prompt_title(report, group.prompt)) + " "_html +
             badges + "</h3>\n"_html + small_paragraph(prompt_sentence(report, group));
  if (is_leading(report, group.attribute)) out += chart(prompt_chart(report, group));
  return out + class_rows(report, group) + reference_rows(report, group) + "</div>\n"_html;
}

}  // namespace evenlight::audit::html
