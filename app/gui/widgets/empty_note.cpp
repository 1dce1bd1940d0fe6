#include "app/gui/widgets/empty_note.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QLabel>

namespace evenlight::studio {
namespace {

// Covers the view's room, lets the mouse through, and is there only while it is needed.
class EmptyNote : public QLabel {
 public:
  EmptyNote(QAbstractItemView& view, const QString& note)
      : QLabel(note, view.viewport()), view_(view) {
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setMargin(fontMetrics().height() / 2);
    setForegroundRole(QPalette::PlaceholderText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    view.viewport()->installEventFilter(this);
    const QAbstractItemModel* model = view.model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyNote::look);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyNote::look);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyNote::look);
    look();
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Resize) resize(view_.viewport()->size());
    return QLabel::eventFilter(watched, event);
  }

 private:
  void look() {
    resize(view_.viewport()->size());
    setVisible(view_.model()->rowCount() == 0);
  }

  QAbstractItemView& view_;
};

}  // namespace

QLabel* explain_when_empty(QAbstractItemView& view, const QString& note) {
  return new EmptyNote(view, note);
}

}  // namespace evenlight::studio
