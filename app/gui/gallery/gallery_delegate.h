#pragma once

#include <QStyledItemDelegate>

namespace evenlight::studio {

// A thumbnail on its tile, with stars under it.
class GalleryDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  static int usual_side(const QFontMetrics& metrics);
  void set_side(int side) { side_ = side; }  // of a tile
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  int side_ = 0;  // 0: the usual one
};

}  // namespace evenlight::studio
