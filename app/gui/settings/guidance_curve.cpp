#include "app/gui/settings/guidance_curve.h"

#include <QPainter>
#include <algorithm>
#include <stdexcept>

#include "engine/pipeline/sampling.h"
#include "samplers/argument_error.h"

namespace evenlight::studio {

GuidanceCurve::GuidanceCurve(QWidget* parent) : QWidget(parent) {
  setObjectName("guidance_curve");
  setToolTip(tr("Guidance over the steps, first to last. Flat ground: guidance is off there."));
  setAccessibleName(tr("Guidance over the steps"));
}

QSize GuidanceCurve::sizeHint() const {
  const int line = fontMetrics().height();
  return {line * 8, line * 3};
}

std::vector<double> GuidanceCurve::strengths(const Recipe& recipe,
                                             const SchedulerConfig& scheduler) {
  std::vector<double> strengths;
  try {
    const samplers::Plan plan = sampling_of(recipe, scheduler).plan;
    for (int i = 0; i < plan.steps(); ++i) {
      const double sigma = plan.sigmas[size_t(i)];
      const bool acts = sigma >= recipe.cfg_sigma_low && sigma <= recipe.cfg_sigma_high;
      strengths.push_back(acts ? recipe.cfg : 1.0);
    }
  } catch (const samplers::ArgumentError&) {
    return {};  // nothing to draw; whoever renders says why
  }
  return strengths;
}

void GuidanceCurve::show_recipe(const Recipe& recipe, const SchedulerConfig& scheduler) {
  strengths_ = strengths(recipe, scheduler);
  const auto on = std::ranges::count_if(strengths_, [](double s) { return s != 1.0; });
  setAccessibleDescription(tr("Guidance acts in %1 of %2 steps").arg(on).arg(strengths_.size()));
  update();
}

void GuidanceCurve::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(2, 4, -2, -4);
  painter.setPen(QPen(palette().color(QPalette::Mid), 1));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  if (strengths_.empty()) return;
  const double top = std::max(2.0, *std::ranges::max_element(strengths_));
  const double width = area.width() / double(strengths_.size());
  QPolygonF line;
  for (size_t i = 0; i < strengths_.size(); ++i) {
    const double y = area.bottom() - area.height() * (strengths_[i] - 1) / (top - 1);
    line << QPointF(area.left() + double(i) * width, std::min(y, area.bottom()))
         << QPointF(area.left() + double(i + 1) * width, std::min(y, area.bottom()));
  }
  QPolygonF filled = line;
  filled << area.bottomRight() << area.bottomLeft();
  QColor accent = palette().color(QPalette::Highlight);
  painter.setPen(QPen(accent, 2));
  painter.drawPolyline(line);
  accent.setAlphaF(0.25f);
  painter.setPen(Qt::NoPen);
  painter.setBrush(accent);
  painter.drawPolygon(filled);
}

}  // namespace evenlight::studio
