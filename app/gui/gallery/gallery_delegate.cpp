#include "app/gui/gallery/gallery_delegate.h"

#include <QPainter>

#include "app/gui/gallery/gallery_model.h"

namespace evenlight::studio {
namespace {

constexpr int margin = 4;

}  // namespace

int GalleryDelegate::usual_side(const QFontMetrics& metrics) {
  return metrics.height() * 8;
}

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const int side = side_ > 0 ? side_ : usual_side(option.fontMetrics);
  return {side, side};
}

void GalleryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  painter->save();
  const QRect tile = option.rect.adjusted(margin, margin, -margin, -margin);
  const bool selected = option.state & QStyle::State_Selected;
  if (selected) painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
  const QVariant picture = index.data(Qt::DecorationRole);
  if (picture.isValid()) {
    const QImage image = picture.value<QImage>();
    const QSize size = image.size().scaled(tile.size(), Qt::KeepAspectRatio);
    QRect where(QPoint(), size);
    where.moveCenter(tile.center());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(where, image);
  } else {
    painter->fillRect(tile, option.palette.color(QPalette::Dark));
  }
  const int stars = index.data(GalleryModel::rating_role).toInt();
  if (stars > 0) {
    const QString text(stars, QChar(0x2605));
    QRect band(tile.left(), tile.bottom() - option.fontMetrics.height(), tile.width(),
               option.fontMetrics.height() + 1);
    painter->fillRect(band, QColor(0, 0, 0, 150));
    painter->setPen(QColor(0xff, 0xd0, 0x55));
    painter->drawText(band, Qt::AlignCenter, text);
  }
  if (option.state & QStyle::State_HasFocus) {
    painter->setPen(QPen(option.palette.color(QPalette::Text), 1, Qt::DotLine));
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
  }
  painter->restore();
}

}  // namespace evenlight::studio
