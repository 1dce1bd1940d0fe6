#include "app/gui/audit/audit_svg.h"

#include <QPainter>

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

void AuditSvg::show_svg(const QByteArray& svg, const QString& title) {
  if (svg == svg_) return;
  svg_ = svg;
  renderer_.load(svg);
  renderer_.setAspectRatioMode(Qt::KeepAspectRatio);
  setAccessibleName(title);
  setToolTip(title);
  updateGeometry();
  update();
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
  painter.fillRect(rect(), Qt::white);  // its ink is dark in every theme
  renderer_.render(&painter, QRectF(rect()).adjusted(margin, margin, -margin, -margin));
}

}  // namespace evenlight::studio
