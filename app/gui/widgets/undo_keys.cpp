#include "app/gui/widgets/undo_keys.h"

#include <QKeyEvent>
#include <QWidget>

namespace evenlight::studio {
namespace {

class UndoFilter : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() != QEvent::ShortcutOverride) return false;
    auto* key = static_cast<QKeyEvent*>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo)) return false;
    event->ignore();
    return true;
  }
};

}  // namespace

void leave_undo_to_window(QWidget& field) {
  field.installEventFilter(new UndoFilter(&field));
}

}  // namespace evenlight::studio
