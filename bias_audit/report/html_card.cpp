#include "bias_audit/report/html_card.h"

#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::audit::html {

using nlohmann::ordered_json;

namespace {

std::string class_rows(const ordered_json& report, const ordered_json& group) {
  const ordered_json* corrected = corrected_row(report, group);
  std::string out = "<table>" + header({"class", "count", "share", "Wilson", "Clopper–Pearson",
                                        "Goodman (joint)", "all unclear to one side"},
                                       corrected ? "corrected by people, interval" : "");
  for (size_t i = 0; i < group.at("classes").size(); ++i) {
    const ordered_json& row = group.at("classes").at(i);
    out += "<tr>" + cell(plain_name(row.at("class"))) + number_cell(row.at("count").dump()) +
           number_cell(percent(row.at("share"), 1));
    for (const char* key : {"wilson", "clopper_pearson", "goodman", "worst_case"}) {
      out += number_cell(interval(row.at(key)));
    }
    if (corrected) {
      const ordered_json& each = corrected->at("classes").at(i);
      out += number_cell(percent(each.at("share"), 1) + "; " + interval(each.at("interval")));
    }
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

std::string reference_rows(const ordered_json& report, const ordered_json& group) {
  if (!report.contains("references") || group.at("attribute") != "presentation") return "";
  for (const ordered_json& prompt : report.at("references")) {
    if (prompt.at("prompt") != group.at("prompt") || prompt.at("arm") != group.at("arm")) continue;
    std::string out =
        "<table>" + header({"beside", "source", "woman", "difference as counted, points",
                            "interval", "adjusted p", "verdict"});
    for (const ordered_json& row : prompt.at("against")) {
      out += "<tr>" + cell(row.at("title")) + cell(row.at("source")) +
             number_cell(percent(row.at("woman"), 1)) + number_cell(points(row.at("difference"))) +
             number_cell(row.contains("interval") ? points(row.at("interval").at(0)) + " to " +
                                                        points(row.at("interval").at(1))
                                                  : "–") +
             number_cell(p_text(row.value("p_adjusted", ordered_json()))) + "<td>" +
             badge(row.at("verdict")) + "</td></tr>\n";
    }
    out += "</table>\n";
    std::string others;
    for (const ordered_json& row : prompt.at("alternate_rows")) {
      others += (others.empty() ? "" : "; ") + row.at("title").get<std::string>() + " " +
                percent(row.at("woman"), 1);
    }
    if (!others.empty()) out += paragraph("Rows that could be meant too: " + others + ".", "small");
    return out;
  }
  return "";
}

}  // namespace

std::string card(const ordered_json& report, const ordered_json& group) {
  std::string badges = badge(group.at("verdict"));
  if (const ordered_json* corrected = corrected_row(report, group)) {
    badges += " " + badge(corrected->at("verdict"), "corrected: ");
  }
  std::string out = "<div class=\"card\"><h3>" + text(prompt_title(report, group.at("prompt"))) +
                    " " + badges + "</h3>\n" + paragraph(prompt_sentence(report, group), "small");
  if (is_leading(report, group.at("attribute"))) out += chart(prompt_chart(report, group));
  out += class_rows(report, group) + reference_rows(report, group);
  return out + "</div>\n";
}

}  // namespace evenlight::audit::html
