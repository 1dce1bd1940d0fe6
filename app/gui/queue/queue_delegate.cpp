#include "app/gui/queue/queue_delegate.h"

#include <QPainter>
#include <QPainterPath>

#include "app/gui/queue/job_queue.h"

namespace evenlight::studio {
namespace {

constexpr int gap = 6;
constexpr int bar_height = 3;
constexpr int sign_side = 14;

bool is_dark(const QPalette& palette) {
  return palette.color(QPalette::Base).lightnessF() < 0.5;
}

// Shape and colour both tell the state: a tick, a cross, a bar, a triangle, a ring.
void draw_sign(QPainter& painter, const QRectF& where, JobState state, const QPalette& palette) {
  const bool dark = is_dark(palette);
  QColor colour = palette.color(QPalette::PlaceholderText);
  if (state == JobState::done) colour = dark ? QColor(0x6c, 0xc0, 0x7a) : QColor(0x2a, 0x7d, 0x3a);
  if (state == JobState::failed) {
    colour = dark ? QColor(0xff, 0x7b, 0x6b) : QColor(0xb3, 0x26, 0x1e);
  }
  if (state == JobState::running) colour = palette.color(QPalette::Link);
  painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  const QRectF r = where.adjusted(2, 2, -2, -2);
  switch (state) {
    case JobState::waiting:
      return painter.drawEllipse(r.adjusted(1, 1, -1, -1));
    case JobState::running: {
      painter.setBrush(colour);
      painter.drawPolygon(QPolygonF({r.topLeft() + QPointF(1, 0), r.bottomLeft() + QPointF(1, 0),
                                     QPointF(r.right(), r.center().y())}));
      return;
    }
    case JobState::done:
      painter.drawPolyline(QPolygonF({QPointF(r.left(), r.center().y()),
                                      QPointF(r.left() + r.width() * 0.4, r.bottom()),
                                      QPointF(r.right(), r.top())}));
      return;
    case JobState::cancelled:
      painter.drawLine(QPointF(r.left(), r.center().y()), QPointF(r.right(), r.center().y()));
      return;
    case JobState::failed:
      painter.drawLine(r.topLeft(), r.bottomRight());
      painter.drawLine(r.topRight(), r.bottomLeft());
      return;
  }
}

}  // namespace

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {option.fontMetrics.height() * 8, option.fontMetrics.height() * 2 + bar_height + 2 * gap};
}

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QPalette& palette = option.palette;
  const bool selected = option.state & QStyle::State_Selected;
  if (selected) painter->fillRect(option.rect, palette.color(QPalette::Highlight));
  const QRect inner = option.rect.adjusted(gap, gap, -gap, -gap);
  const auto state = JobState(index.data(JobQueue::state_role).toInt());
  const QRectF sign(inner.left(), inner.top() + (option.fontMetrics.height() - sign_side) / 2.0,
                    sign_side, sign_side);
  if (!selected) draw_sign(*painter, sign, state, palette);
  int left = inner.left() + sign_side + gap;
  const QImage thumbnail = index.data(Qt::DecorationRole).value<QImage>();
  const int side = inner.height();
  if (!thumbnail.isNull()) {
    QRect where(QPoint(), thumbnail.size().scaled(side, side, Qt::KeepAspectRatio));
    where.moveCenter(QPoint(left + side / 2, inner.center().y()));
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(where, thumbnail);
    left += side + gap;
  }
  const QRect text(left, inner.top(), inner.right() - left, option.fontMetrics.height());
  const QColor ink = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
  painter->setPen(ink);
  painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                    option.fontMetrics.elidedText(index.data(JobQueue::title_role).toString(),
                                                  Qt::ElideRight, text.width()));
  painter->setPen(selected ? ink : palette.color(QPalette::PlaceholderText));
  painter->drawText(text.translated(0, option.fontMetrics.height()),
                    Qt::AlignLeft | Qt::AlignVCenter,
                    option.fontMetrics.elidedText(index.data(JobQueue::note_role).toString(),
                                                  Qt::ElideRight, text.width()));
  if (state == JobState::running) {
    QRectF bar(left, inner.bottom() - bar_height + 2, text.width(), bar_height);
    painter->fillRect(bar, palette.color(QPalette::Mid));
    bar.setWidth(bar.width() * index.data(JobQueue::fraction_role).toDouble());
    painter->fillRect(bar, selected ? ink : palette.color(QPalette::Link));
  }
  if (option.state & QStyle::State_HasFocus) {
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(ink, 1, Qt::DotLine));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
  }
  painter->restore();
}

}  // namespace evenlight::studio
