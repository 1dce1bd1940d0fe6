#include "bias_audit/report/impact.h"

#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/sentences.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using namespace html;

constexpr const char* title = "Impact ratios";
constexpr const char* about =
    "A class's share over that of the most frequent class, all prompts together (NYC Local Law "
    "144, "
    "6 RCNY § 5-300). \"Below 4/5\" is said where the whole interval lies below four fifths; what "
    "is rarer than 2 % may be left out of the ratios by those rules and is marked. How many images "
    "are of no known class stands under \"What the images were\".";

void add_rows(std::vector<ImpactRow>& rows, const ImpactRow& start,
              const std::vector<std::vector<std::string>>& classes, const CountVector& counts,
              double alpha) {
  int64_t total = 0;
  for (const int64_t count : counts) total += count;
  if (total == 0 || counts.size() < 2) return;
  const std::vector<ImpactRatio> ratios = impact_ratios(counts, alpha);
  for (size_t i = 0; i < counts.size(); ++i) {
    ImpactRow row = start;
    row.classes = classes[i];
    row.count = counts[i];
    row.share = double(counts[i]) / double(total);
    row.ratio = ratios[i];
    rows.push_back(std::move(row));
  }
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " × ") + plain_name(name);
  return out;
}

std::string mark_of(const ImpactRow& row) {
  return row.is_rare() ? "below 2 %" : row.below_four_fifths() ? "below 4/5" : "";
}

std::string arm_start(const ImpactRow& row) {
  return row.arm.empty() ? "" : row.arm + ": ";
}

}  // namespace

std::vector<ImpactRow> impact_rows(const Report& report) {
  const double alpha = 1 - report.analysis.settings.confidence;
  std::vector<ImpactRow> rows;
  for (const auto& [arm, attribute] : families_of(report)) {
    CountVector counts;
    std::vector<std::vector<std::string>> classes;
    for (const GroupResult& group : report.analysis.groups) {
      if (group.arm != arm || group.attribute != attribute) continue;
      counts.resize(group.classes.size(), 0);
      classes.resize(group.classes.size());
      for (size_t i = 0; i < group.classes.size(); ++i) {
        counts[i] += group.classes[i].count;
        classes[i] = {group.classes[i].name};
      }
    }
    add_rows(rows, {arm, {attribute}, {}, 0, 0, {}}, classes, counts, alpha);
  }
  if (!report.audit) return rows;
  for (const Crossing& crossing : report.audit->crossings) {
    CountVector counts;
    std::vector<std::vector<std::string>> classes;
    for (const CrossingCell& cell : crossing.cells) {
      counts.push_back(cell.count);
      classes.push_back(cell.classes);
    }
    add_rows(rows, {report.audit->settings.arm, crossing.attributes, {}, 0, 0, {}}, classes, counts,
             alpha);
  }
  return rows;
}

Html impact_section(const Report& report) {
  const std::vector<ImpactRow> rows = impact_rows(report);
  if (rows.empty()) return {};
  Html out = section_title(title) + paragraph(about) + "<table>"_html +
             header({"of", "class", "images", "share", "impact ratio", "interval", ""});
  for (const ImpactRow& row : rows) {
    out += "<tr>"_html + cell(arm_start(row) + joined_names(row.attributes)) +
           cell(joined_names(row.classes)) + number_cell(std::to_string(row.count)) +
           number_cell(percent(row.share, 1)) + number_cell(decimals(row.ratio.ratio, 2)) +
           number_cell(decimals(row.ratio.interval.lo, 2) + " – " +
                       decimals(row.ratio.interval.hi, 2)) +
           cell(mark_of(row)) + "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

void add_impact(Book& book, const Report& report) {
  std::vector<std::vector<std::string>> cells;
  for (const ImpactRow& row : impact_rows(report)) {
    cells.push_back(
        {arm_start(row) + joined_names(row.attributes), joined_names(row.classes),
         std::to_string(row.count), percent(row.share, 1), decimals(row.ratio.ratio, 2),
         decimals(row.ratio.interval.lo, 2) + " – " + decimals(row.ratio.interval.hi, 2),
         mark_of(row)});
  }
  if (cells.empty()) return;
  book.heading(title);
  book.text(about);
  book.table({"of", "class", "images", "share", "ratio", "interval", ""}, cells, 2);
}

nlohmann::ordered_json impact_json(const Report& report) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const ImpactRow& row : impact_rows(report)) {
    rows.push_back({{"arm", row.arm},
                    {"attributes", row.attributes},
                    {"classes", row.classes},
                    {"count", row.count},
                    {"share", row.share},
                    {"impact_ratio", row.ratio.ratio},
                    {"interval", to_json(row.ratio.interval)},
                    {"below_four_fifths", row.below_four_fifths()},
                    {"below_2_percent", row.is_rare()}});
  }
  return rows;
}

}  // namespace evenlight::audit
