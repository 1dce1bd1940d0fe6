#pragma once

#include <QStyledItemDelegate>

namespace evenlight::studio {

// A job in two lines: its state as a sign, the last picture, the prompt; below it how far it is or
// why it failed, with a bar while it runs.
class QueueDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace evenlight::studio
