#include "app/gui/widgets/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace evenlight::studio {
namespace {

// Coordinates are of a square of 16 units.
void draw_lock(QPainter& painter, bool open) {
  painter.drawRoundedRect(QRectF(3, 7, 10, 7), 1.5, 1.5);
  QPainterPath bow;
  bow.moveTo(5, 7);
  bow.lineTo(5, 5);
  bow.arcTo(QRectF(5, 2, 6, 6), 180, open ? -150 : -180);
  if (!open) bow.lineTo(11, 7);
  painter.drawPath(bow);
  painter.drawLine(QPointF(8, 10), QPointF(8, 11.5));
}

void draw_dice(QPainter& painter, const QColor& colour) {
  painter.drawRoundedRect(QRectF(2.5, 2.5, 11, 11), 2.5, 2.5);
  painter.setBrush(colour);
  painter.setPen(Qt::NoPen);
  for (const QPointF& dot : {QPointF(5.5, 5.5), QPointF(10.5, 5.5), QPointF(8, 8),
                             QPointF(5.5, 10.5), QPointF(10.5, 10.5)}) {
    painter.drawEllipse(dot, 1.1, 1.1);
  }
}

void draw_compare(QPainter& painter, const QColor& colour) {
  painter.drawRoundedRect(QRectF(2, 3, 12, 10), 1, 1);
  painter.drawLine(QPointF(8, 1.5), QPointF(8, 14.5));
  QColor half = colour;
  half.setAlphaF(0.4f);
  painter.fillRect(QRectF(8, 3, 6, 10), half);
}

// The window with one of its sides filled.
void draw_panel(QPainter& painter, const QColor& colour, const QRectF& side) {
  painter.drawRoundedRect(QRectF(2, 3, 12, 10), 1, 1);
  QColor filled = colour;
  filled.setAlphaF(0.6f);
  painter.fillRect(side, filled);
}

// A disc that is half in the light: what the program is about.
void draw_program(QPainter& painter) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0x2b, 0x2f, 0x3a));
  painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.5, 3.5);
  painter.setBrush(QColor(0xf2, 0xb7, 0x4b));
  painter.drawPie(QRectF(3, 3, 10, 10), 90 * 16, 180 * 16);
  painter.setBrush(QColor(0x8a, 0x5a, 0x3c));
  painter.drawPie(QRectF(3, 3, 10, 10), 270 * 16, 180 * 16);
}

class DrawnIcon : public QIconEngine {
 public:
  DrawnIcon(Icon which, QPalette::ColorRole role) : which_(which), role_(role) {}

  QIconEngine* clone() const override { return new DrawnIcon(*this); }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, pixmap.rect(), mode, state);
    return pixmap;
  }
  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    painter->scale(rect.width() / 16.0, rect.height() / 16.0);
    const QColor colour = QGuiApplication::palette().color(
        mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, role_);
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw(*painter, colour);
    painter->restore();
  }

 private:
  void draw(QPainter& painter, const QColor& colour) const {
    switch (which_) {
      case Icon::lock_open:
        return draw_lock(painter, true);
      case Icon::lock_closed:
        return draw_lock(painter, false);
      case Icon::dice:
        return draw_dice(painter, colour);
      case Icon::generate:
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF({{4.5, 3}, {13, 8}, {4.5, 13}}));
        return;
      case Icon::cancel:
        painter.drawRoundedRect(QRectF(4, 4, 8, 8), 1, 1);
        return;
      case Icon::compare:
        return draw_compare(painter, colour);
      case Icon::panel_left:
        return draw_panel(painter, colour, QRectF(3, 4, 3.5, 8));
      case Icon::panel_bottom:
        return draw_panel(painter, colour, QRectF(3, 9, 10, 3));
      case Icon::panel_right:
        return draw_panel(painter, colour, QRectF(9.5, 4, 3.5, 8));
      case Icon::program:
        return draw_program(painter);
    }
  }

  Icon which_;
  QPalette::ColorRole role_;
};

}  // namespace

QIcon icon(Icon which, QPalette::ColorRole role) {
  return QIcon(new DrawnIcon(which, role));
}

}  // namespace evenlight::studio
