#include "app/gui/audit/audit_svg.h"

#include <QEvent>
#include <QPainter>

#include "app/gui/audit/chart_colours.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

constexpr int min_width = 220;
constexpr int margin = 6;

}  // namespace

AuditSvg::AuditSvg(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void AuditSvg::show_chart(const audit::Drawing& chart) {
  chart_ = chart;
  const QString title = to_qt(chart.title);
  setAccessibleName(title);
  setToolTip(title);
  draw();
}

void AuditSvg::draw() {
  const auto svg = QByteArray::fromStdString(audit::to_svg(on_screen(chart_, palette())));
  if (svg == svg_) return;
  svg_ = svg;
  renderer_.load(svg);
  renderer_.setAspectRatioMode(Qt::KeepAspectRatio);
  updateGeometry();
  update();
}

void AuditSvg::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !svg_.isEmpty()) draw();
}

int AuditSvg::heightForWidth(int width) const {
  const QSize size = renderer_.defaultSize();
  if (size.isEmpty()) return 0;
  return qRound(double(width - 2 * margin) * size.height() / size.width()) + 2 * margin;
}

QSize AuditSvg::sizeHint() const {
  const int width = std::max(min_width, renderer_.defaultSize().width());
  return {width, heightForWidth(width)};
}

QSize AuditSvg::minimumSizeHint() const {
  return {min_width, heightForWidth(min_width)};
}

void AuditSvg::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  renderer_.render(&painter, QRectF(rect()).adjusted(margin, margin, -margin, -margin));
}

}  // namespace evenlight::studio
