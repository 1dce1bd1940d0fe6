#include "bias_audit/report/charts/charts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "bias_audit/data/words.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/report.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
using Groups = std::vector<const ordered_json*>;

constexpr double row_height = 22, label_width = 210, plot_width = 440, top_margin = 56,
                 right_margin = 170;
constexpr const char* ink = "#222222";
constexpr const char* grid = "#d9d9d9";
constexpr const char* blue = "#0072b2";
constexpr const char* orange = "#d55e00";
constexpr const char* grey_ink = "#8c8c8c";
constexpr const char* band = "#e8eef4";
constexpr const char* palette[] = {"#d55e00", "#0072b2", "#009e73", "#cc79a7",
                                   "#e69f00", "#56b4e9", "#f0e442", "#6b4c9a"};
constexpr const char* rest_palette[] = {"#bdbdbd", "#8c8c8c", "#5c5c5c"};

Groups groups_of(const ordered_json& report, const std::string& arm, const std::string& attribute,
                 Rows rows) {
  Groups groups;
  size_t place = 0;
  for (const ordered_json& group : report.at("groups")) {
    if (group.at("arm") != arm || group.at("attribute") != attribute) continue;
    if (place >= rows.first && place < rows.first + rows.most) groups.push_back(&group);
    ++place;
  }
  return groups;
}

// ", arm after" where there are arms; " (continued)" on a later page.
std::string title_end(const std::string& arm, Rows rows) {
  return (arm.empty() ? "" : ", arm " + shortened_title(arm, 30)) +
         (rows.first > 0 ? " (continued)" : "");
}

// What a prompt is laid beside, in its arm.
const ordered_json* references_of(const ordered_json& report, const ordered_json& group) {
  if (!report.contains("references")) return nullptr;
  for (const ordered_json& row : report.at("references")) {
    if (row.at("prompt") == group.at("prompt") && row.at("arm") == group.at("arm")) return &row;
  }
  return nullptr;
}

double x_of(double share) {
  return label_width + plot_width * std::clamp(share, 0.0, 1.0);
}

// An axis from 0 to `most` with its lines and numbers.
void add_axis(Drawing& d, double top, double bottom, double most, bool as_percent) {
  for (int i = 0; i <= 4; ++i) {
    const double x = label_width + plot_width * i / 4;
    d.shapes.push_back(LineShape{x, top, x, bottom, grid});
    const double value = most * i / 4;
    d.shapes.push_back(TextShape{x, top - 5, as_percent ? percent(value) : decimals(value, 3), 10,
                                 Anchor::middle, grey_ink});
  }
}

Drawing frame(const std::string& title, size_t rows) {
  Drawing d;
  d.title = title;
  d.width = label_width + plot_width + right_margin;
  d.height = top_margin + row_height * double(rows) + 10;
  d.shapes.push_back(TextShape{0, 14, title, 13, Anchor::start, ink, true});
  return d;
}

void add_label(Drawing& d, const ordered_json& report, const ordered_json& group, double y) {
  const std::string text = prompt_title(report, group.at("prompt"));
  d.shapes.push_back(
      TextShape{label_width - 10, y + 4, shortened_title(text, 30), 11, Anchor::end});
}

void add_interval(Drawing& d, double lo, double hi, double y, const char* colour, double width) {
  d.shapes.push_back(LineShape{x_of(lo), y, x_of(hi), y, colour, width});
}

// By the corrected shares where there are any.
std::string verdict_of(const ordered_json& report, const ordered_json& group) {
  const ordered_json* corrected = corrected_row(report, group);
  return (corrected ? *corrected : group).at("verdict");
}

// The share of the leading class and its interval: corrected by people where that is known.
struct Estimate {
  ordered_json share = nullptr;
  double lo = 0, hi = 1;
};
Estimate estimate_of(const ordered_json& report, const ordered_json& group) {
  const size_t leading = leading_class(group);
  const ordered_json& counted = group.at("classes").at(leading);
  if (const ordered_json* row = corrected_row(report, group)) {
    const ordered_json& corrected = row->at("classes").at(leading);
    return {corrected.at("share"), corrected.at("interval").at(0), corrected.at("interval").at(1)};
  }
  if (group.contains("confidence_sequence")) {
    // It is about the first class.
    const ordered_json& sequence = group.at("confidence_sequence");
    const double lo = sequence.at(0), hi = sequence.at(1);
    if (leading == 0) return {counted.at("share"), lo, hi};
    return {counted.at("share"), 1 - hi, 1 - lo};
  }
  return {counted.at("share"), counted.at("wilson").at(0), counted.at("wilson").at(1)};
}

}  // namespace

std::string shortened_title(const std::string& text, size_t most) {
  size_t characters = 0, at = 0;
  while (at < text.size() && characters < most) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    ++characters;
  }
  return at < text.size() ? text.substr(0, at) + "…" : text;
}

std::string prompt_title(const ordered_json& report, const std::string& id) {
  if (report.contains("prompts")) {
    for (const ordered_json& prompt : report.at("prompts")) {
      if (prompt.at("id") == id) return prompt.at("text");
    }
  }
  return id;
}

Drawing shares_chart(const ordered_json& report, const std::string& arm,
                     const std::string& attribute, Rows rows) {
  const Groups groups = groups_of(report, arm, attribute, rows);
  const bool corrected = !groups.empty() && corrected_row(report, *groups[0]);
  Drawing d =
      frame("Share that reads as " + (groups.empty() ? "woman" : leading_name(*groups[0])) +
                ", with " + confidence_name(report) + " interval (" +
                (corrected ? "corrected by human labels)" : "uncorrected)") + title_end(arm, rows),
            groups.size());
  add_axis(d, top_margin, d.height - 8, 1, true);
  d.shapes.push_back(
      LineShape{x_of(0.5), top_margin, x_of(0.5), d.height - 8, grey_ink, 1.5, true});
  double y = top_margin + row_height / 2;
  for (const ordered_json* group : groups) {
    add_label(d, report, *group, y);
    const Estimate estimate = estimate_of(report, *group);
    if (estimate.share.is_number()) {
      add_interval(d, estimate.lo, estimate.hi, y, blue, 2.5);
      d.shapes.push_back(CircleShape{x_of(estimate.share), y, 4.5, blue});
    }
    if (const ordered_json* row = references_of(report, *group)) {
      for (const ordered_json& standard : row->at("against")) {
        if (standard.at("reference") != "row") continue;
        d.shapes.push_back(DiamondShape{x_of(standard.at("woman")), y, 5, orange});
      }
    }
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4,
                                 estimate.share.is_number()
                                     ? percent(estimate.share) + " of " + group->at("n").dump() +
                                           ": " + verdict_of(report, *group)
                                     : "none classified",
                                 10, Anchor::start, ink});
    y += row_height;
  }
  d.shapes.push_back(TextShape{0, 30, "● these pictures      ◆ workforce row      ┆ parity", 10,
                               Anchor::start, grey_ink});
  return d;
}

Drawing outcomes_chart(const ordered_json& report, const std::string& arm,
                       const std::string& attribute, Rows rows) {
  const Groups groups = groups_of(report, arm, attribute, rows);
  Drawing d = frame("How every image ended: " + plain_name(attribute) + title_end(arm, rows),
                    groups.size());
  std::vector<std::pair<std::string, std::string>> legend;
  if (!groups.empty()) {
    size_t i = 0;
    for (const ordered_json& row : groups[0]->at("classes")) {
      const size_t colour = attribute == "presentation" ? i : i + 2;
      legend.emplace_back(row.at("class"), palette[colour % std::size(palette)]);
      ++i;
    }
    i = 0;
    for (const auto& [name, unused] : groups[0]->at("unclassified").items()) {
      legend.emplace_back(name, rest_palette[i++ % std::size(rest_palette)]);
    }
  }
  double x = 0;
  for (const auto& [name, colour] : legend) {
    d.shapes.push_back(RectShape{x, 22, 9, 9, colour});
    d.shapes.push_back(TextShape{x + 13, 31, plain_name(name), 10, Anchor::start, grey_ink});
    x += 26 + 6.2 * double(name.size());
  }
  double y = top_margin + row_height / 2;
  for (const ordered_json* group : groups) {
    add_label(d, report, *group, y);
    const double images = group->at("images").get<double>();
    double left = label_width;
    const auto add = [&](const ordered_json& count, const std::string& colour) {
      if (images == 0 || count.get<double>() == 0) return;
      const double width = plot_width * count.get<double>() / images;
      d.shapes.push_back(RectShape{left, y - 7, width, 14, colour});
      left += width;
    };
    size_t i = 0;
    for (const ordered_json& row : group->at("classes")) add(row.at("count"), legend[i++].second);
    for (const auto& [name, count] : group->at("unclassified").items()) {
      add(count, legend[i++].second);
    }
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4,
                                 group->at("images").dump() + " images", 10, Anchor::start, ink});
    y += row_height;
  }
  return d;
}

Drawing distances_chart(const ordered_json& report, const std::string& arm,
                        const std::string& attribute, Rows rows) {
  const Groups groups = groups_of(report, arm, attribute, rows);
  Drawing d = frame("Total variation from parity: " + plain_name(attribute) + title_end(arm, rows),
                    groups.size());
  add_axis(d, top_margin, d.height - 8, 1, false);
  d.shapes.push_back(
      TextShape{0, 30, "grey: 95 % of fair models by luck", 10, Anchor::start, grey_ink});
  double y = top_margin + row_height / 2;
  for (const ordered_json* group : groups) {
    add_label(d, report, *group, y);
    if (group->at("total_variation").is_number()) {
      const double luck = group->at("total_variation_fair_model").at("upper_95");
      d.shapes.push_back(
          RectShape{label_width, y - 8, plot_width * std::min(luck, 1.0), 16, "#d5d5d5"});
      const ordered_json& interval = group->at("total_variation_interval");
      add_interval(d, interval.at(0), interval.at(1), y, blue, 2.5);
      d.shapes.push_back(
          CircleShape{x_of(group->at("total_variation_corrected").get<double>()), y, 4.5, blue});
    }
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4, group->at("verdict"), 10,
                                 Anchor::start, ink});
    y += row_height;
  }
  return d;
}

namespace {

// Of what a prompt is laid beside: a row's from its standard error, a baseline's from its images;
// none of a number that is chosen.
std::optional<Interval> own_interval(const ordered_json& standard, double confidence) {
  const double woman = standard.at("woman"), error = standard.at("standard_error");
  if (standard.contains("n")) {
    const std::int64_t n = standard.at("n");
    return wilson(std::llround(woman * double(n)), n, 1 - confidence);
  }
  if (error <= 0) return std::nullopt;
  const double half = normal_quantile((1 + confidence) / 2) * error;
  return Interval{woman - half, woman + half};
}

}  // namespace

Drawing prompt_chart(const ordered_json& report, const ordered_json& group) {
  const ordered_json* references = references_of(report, group);
  const size_t standards = references ? references->at("against").size() : 0;
  Drawing d = frame("Share that reads as " + leading_name(group) + ": " +
                        shortened_title(prompt_title(report, group.at("prompt")), 40),
                    1 + standards);
  add_axis(d, top_margin, d.height - 8, 1, true);
  double y = top_margin + row_height / 2;
  const ordered_json& leading = group.at("classes").at(leading_class(group));
  const Estimate estimate = estimate_of(report, group);
  d.shapes.push_back(TextShape{label_width - 10, y + 4, "these pictures", 11, Anchor::end});
  if (estimate.share.is_number()) {
    const ordered_json& worst = leading.at("worst_case");
    d.shapes.push_back(
        RectShape{x_of(worst.at(0)), y - 8, x_of(worst.at(1)) - x_of(worst.at(0)), 16, band});
    add_interval(d, estimate.lo, estimate.hi, y, blue, 3);
    d.shapes.push_back(CircleShape{x_of(estimate.share), y, 5, blue});
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4, percent(estimate.share), 10,
                                 Anchor::start, ink});
  }
  for (size_t i = 0; i < standards; ++i) {
    y += row_height;
    const ordered_json& standard = references->at("against").at(i);
    const double woman = standard.at("woman");
    d.shapes.push_back(TextShape{label_width - 10, y + 4, shortened_title(standard.at("title"), 30),
                                 11, Anchor::end});
    if (const auto own = own_interval(standard, report.at("settings").at("confidence"))) {
      add_interval(d, own->lo, own->hi, y, orange, 2);
    }
    d.shapes.push_back(DiamondShape{x_of(woman), y, 5, orange});
    d.shapes.push_back(
        TextShape{label_width + plot_width + 10, y + 4, percent(woman), 10, Anchor::start, ink});
  }
  return d;
}

}  // namespace evenlight::audit
