#include "bias_audit/report/charts/parts.h"

#include <algorithm>

#include "bias_audit/report/numbers.h"

namespace evenlight::audit::charts {

double x_of(double share) {
  return label_width + plot_width * std::clamp(share, 0.0, 1.0);
}

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

}  // namespace evenlight::audit::charts
