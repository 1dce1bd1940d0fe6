#include "app/gui/widgets/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>

namespace evenlight::studio {
namespace {

class WheelGuard : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
    event->ignore();  // so that it goes on to what scrolls
    return true;
  }
};

}  // namespace

void guard_wheel(QWidget& panel) {
  auto* guard = new WheelGuard(&panel);
  for (QWidget* widget : panel.findChildren<QWidget*>()) {
    if (!qobject_cast<QAbstractSpinBox*>(widget) && !qobject_cast<QComboBox*>(widget)) continue;
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(guard);
  }
}

}  // namespace evenlight::studio
