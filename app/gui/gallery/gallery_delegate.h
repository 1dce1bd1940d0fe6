#pragma once

#include <QStyledItemDelegate>

namespace evenlight::studio {

// A thumbnail on its tile, with stars under it.
class GalleryDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  static QSize tile(const QFontMetrics& metrics);
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace evenlight::studio
