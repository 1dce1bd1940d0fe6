#include "bias_audit/report/charts/change_chart.h"

#include "bias_audit/data/words.h"
#include "bias_audit/report/charts/parts.h"
#include "bias_audit/report/numbers.h"

namespace evenlight::audit {

using namespace charts;

namespace {

void add_row(Drawing& d, const ComparedPrompt& row, double y) {
  const ShareChange& change = *row.change;
  d.shapes.push_back(
      TextShape{label_width - 10, y + 4, shortened_title(row.prompt, 25), 11, Anchor::end});
  d.shapes.push_back(
      LineShape{x_of(change.first), y, x_of(change.second), y, row.changed ? blue : grid, 3});
  d.shapes.push_back(CircleShape{x_of(change.first), y, 4.5, grey_ink});
  d.shapes.push_back(CircleShape{x_of(change.second), y, 5.5, blue});
  const std::string words =
      !row.changed ? "no change shown"
                   : points(change.difference()) + (change.overshoot ? ", overshoots" : " points");
  d.shapes.push_back(TextShape{label_width + plot_width + 12, y + 4, words, 11});
}

}  // namespace

Drawing change_chart(const std::vector<ComparedPrompt>& rows, const std::string& class_name,
                     size_t classes, Rows shown) {
  std::vector<const ComparedPrompt*> drawn;
  size_t place = 0;
  for (const ComparedPrompt& row : rows) {
    if (!row.change || row.class_name != class_name) continue;
    if (place >= shown.first && place < shown.first + shown.most) drawn.push_back(&row);
    ++place;
  }
  Drawing d = frame("Share that reads as " + plain_name(class_name) +
                        ": first (grey), second (blue)" + (shown.first > 0 ? " (continued)" : ""),
                    drawn.size());
  add_axis(d, top_margin, d.height - 8, 1, true);
  const double parity = x_of(1.0 / double(classes));
  d.shapes.push_back(LineShape{parity, top_margin, parity, d.height - 8, grey_ink, 1.5, true});
  double y = top_margin + row_height / 2;
  for (const ComparedPrompt* row : drawn) {
    add_row(d, *row, y);
    y += row_height;
  }
  return d;
}

}  // namespace evenlight::audit
