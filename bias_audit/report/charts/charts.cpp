#include "bias_audit/report/charts/charts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "bias_audit/data/words.h"
#include "bias_audit/report/charts/colours.h"
#include "bias_audit/report/charts/parts.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/numbers.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

using namespace charts;
using Groups = std::vector<const GroupResult*>;

Groups groups_of(const Report& report, const std::string& arm, const std::string& attribute,
                 Rows rows) {
  Groups groups;
  size_t place = 0;
  for (const GroupResult& group : report.analysis.groups) {
    if (group.arm != arm || group.attribute != attribute) continue;
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

void add_label(Drawing& d, const Report& report, const GroupResult& group, double y) {
  const std::string text = prompt_title(report, group.prompt);
  d.shapes.push_back(
      TextShape{label_width - 10, y + 4, shortened_title(text, 25), 11, Anchor::end});
}

void add_interval(Drawing& d, const Interval& interval, double y, const char* colour,
                  double width) {
  d.shapes.push_back(LineShape{x_of(interval.lo), y, x_of(interval.hi), y, colour, width});
}

// By the corrected shares where there are any.
const char* verdict_of(const Report& report, const GroupResult& group) {
  const CorrectedPrompt* corrected = corrected_row(report, group);
  return corrected && !group.is_described ? verdict_name(corrected->verdict) : shown_verdict(group);
}

// The share of the leading class and its interval: corrected by people where that is known.
struct Estimate {
  std::optional<double> share;
  Interval interval;
};
Estimate estimate_of(const Report& report, const GroupResult& group) {
  const size_t leading = leading_class(group.classes);
  const ClassResult& counted = group.classes.at(leading);
  if (const CorrectedPrompt* row = corrected_row(report, group)) {
    const CorrectedClass& corrected = row->classes.at(leading);
    return {corrected.share, corrected.interval};
  }
  return {counted.share, counted.interval};
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

Drawing shares_chart(const Report& report, const std::string& arm, const std::string& attribute,
                     Rows rows) {
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
  for (const GroupResult* group : groups) {
    add_label(d, report, *group, y);
    const Estimate estimate = estimate_of(report, *group);
    if (estimate.share) {
      add_interval(d, estimate.interval, y, blue, 2.5);
      d.shapes.push_back(CircleShape{x_of(*estimate.share), y, 4.5, blue});
    }
    if (const ReferencedPrompt* row = references_of(report, *group)) {
      for (const ReferenceRow& reference : row->against) {
        if (reference.reference != "row") continue;
        d.shapes.push_back(DiamondShape{x_of(reference.woman), y, 5, orange});
      }
    }
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4,
                                 estimate.share
                                     ? percent(estimate.share) + " of " + std::to_string(group->n) +
                                           ": " + verdict_of(report, *group)
                                     : "none classified",
                                 10, Anchor::start, ink});
    y += row_height;
  }
  d.shapes.push_back(TextShape{0, 30, "● these pictures      ◆ US workforce share      ┆ parity",
                               10, Anchor::start, grey_ink});
  return d;
}

namespace {

struct LegendEntry {
  std::string name, colour;
};

// Classes first, then what was not classified: the order of the bars.
std::vector<LegendEntry> legend_of(const GroupResult& group, bool with_refused) {
  std::vector<LegendEntry> legend;
  for (size_t i = 0; i < group.classes.size(); ++i) {
    legend.push_back(
        {group.classes[i].name, class_colour(group.attribute, i, group.classes.size())});
  }
  for (size_t i = 0; i < unclassified_names.size(); ++i) {
    if (i == size_t(Unclassified::refused) && !with_refused) continue;
    legend.push_back({unclassified_names[i], unclassified_colour(i)});
  }
  return legend;
}

void add_legend(Drawing& d, const std::vector<LegendEntry>& legend) {
  double x = 0;
  for (const LegendEntry& entry : legend) {
    d.shapes.push_back(RectShape{x, 22, 9, 9, entry.colour});
    d.shapes.push_back(TextShape{x + 13, 31, plain_name(entry.name), 10, Anchor::start, grey_ink});
    x += 26 + 6.2 * double(entry.name.size());
  }
}

void add_outcomes(Drawing& d, const GroupResult& group, const std::vector<LegendEntry>& legend,
                  double y) {
  CountVector counts = group.counts();
  counts.insert(counts.end(), group.unclassified.begin(), group.unclassified.end());
  double left = label_width;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const double width = plot_width * double(counts[i]) / double(group.images());
    d.shapes.push_back(RectShape{left, y - 7, width, 14, legend[i].colour});
    left += width;
  }
}

}  // namespace

Drawing outcomes_chart(const Report& report, const std::string& arm, const std::string& attribute,
                       Rows rows) {
  const Groups groups = groups_of(report, arm, attribute, rows);
  Drawing d = frame("How every image ended: " + plain_name(attribute) + title_end(arm, rows),
                    groups.size());
  std::vector<LegendEntry> legend;
  const bool with_refused = std::any_of(groups.begin(), groups.end(), [](const GroupResult* each) {
    return each->unclassified[size_t(Unclassified::refused)] > 0;
  });
  if (!groups.empty()) legend = legend_of(*groups[0], with_refused);
  add_legend(d, legend);
  double y = top_margin + row_height / 2;
  for (const GroupResult* group : groups) {
    add_label(d, report, *group, y);
    add_outcomes(d, *group, legend, y);
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4,
                                 std::to_string(group->images()) + " images", 10, Anchor::start,
                                 ink});
    y += row_height;
  }
  return d;
}

Drawing distances_chart(const Report& report, const std::string& arm, const std::string& attribute,
                        Rows rows) {
  const Groups groups = groups_of(report, arm, attribute, rows);
  Drawing d = frame("Total variation from parity: " + plain_name(attribute) + title_end(arm, rows),
                    groups.size());
  add_axis(d, top_margin, d.height - 8, 1, false);
  d.shapes.push_back(TextShape{0, 30, "grey: where 95 % of fair models fall by chance", 10,
                               Anchor::start, grey_ink});
  double y = top_margin + row_height / 2;
  for (const GroupResult* group : groups) {
    add_label(d, report, *group, y);
    if (group->parity) {
      const double luck = group->parity->fair_model.upper;
      d.shapes.push_back(
          RectShape{label_width, y - 8, plot_width * std::min(luck, 1.0), 16, "#d5d5d5"});
      add_interval(d, group->parity->interval, y, blue, 2.5);
      d.shapes.push_back(CircleShape{x_of(group->parity->corrected()), y, 4.5, blue});
    }
    d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4, shown_verdict(*group), 10,
                                 Anchor::start, ink});
    y += row_height;
  }
  return d;
}

namespace {

// Of what a prompt is compared with: a row's from its standard error, a baseline's from its images;
// none of a number that is chosen.
std::optional<Interval> own_interval(const ReferenceRow& reference, double confidence) {
  if (reference.n > 0) {
    return wilson(std::llround(reference.woman * double(reference.n)), reference.n, 1 - confidence);
  }
  if (reference.standard_error <= 0) return std::nullopt;
  const double half = normal_quantile((1 + confidence) / 2) * reference.standard_error;
  return Interval{reference.woman - half, reference.woman + half};
}

void add_own_share(Drawing& d, const Report& report, const GroupResult& group, double y) {
  const Estimate estimate = estimate_of(report, group);
  d.shapes.push_back(TextShape{label_width - 10, y + 4, "these pictures", 11, Anchor::end});
  if (!estimate.share) return;
  const Interval& worst = group.classes.at(leading_class(group.classes)).worst_case;
  d.shapes.push_back(RectShape{x_of(worst.lo), y - 8, x_of(worst.hi) - x_of(worst.lo), 16, band});
  add_interval(d, estimate.interval, y, blue, 3);
  d.shapes.push_back(CircleShape{x_of(*estimate.share), y, 5, blue});
  d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4, percent(estimate.share), 10,
                               Anchor::start, ink});
}

void add_reference(Drawing& d, const ReferenceRow& reference, double confidence, double y) {
  d.shapes.push_back(
      TextShape{label_width - 10, y + 4, shortened_title(reference.title, 25), 11, Anchor::end});
  if (const auto own = own_interval(reference, confidence)) add_interval(d, *own, y, orange, 2);
  d.shapes.push_back(DiamondShape{x_of(reference.woman), y, 5, orange});
  d.shapes.push_back(TextShape{label_width + plot_width + 10, y + 4, percent(reference.woman), 10,
                               Anchor::start, ink});
}

}  // namespace

Drawing prompt_chart(const Report& report, const GroupResult& group) {
  const ReferencedPrompt* references = references_of(report, group);
  Drawing d = frame("Share that reads as " + leading_name(group) + ": " +
                        shortened_title(prompt_title(report, group.prompt), 40),
                    1 + (references ? references->against.size() : 0));
  add_axis(d, top_margin, d.height - 8, 1, true);
  double y = top_margin + row_height / 2;
  add_own_share(d, report, group, y);
  if (!references) return d;
  for (const ReferenceRow& reference : references->against) {
    y += row_height;
    add_reference(d, reference, report.analysis.settings.confidence, y);
  }
  return d;
}

}  // namespace evenlight::audit
