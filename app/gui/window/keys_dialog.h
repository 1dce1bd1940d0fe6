#pragma once

#include <QDialog>

namespace evenlight::studio {

// Every key there is: those of the window's actions, read from them, and those of single panels.
class KeysDialog : public QDialog {
  Q_OBJECT
 public:
  explicit KeysDialog(QWidget& window);
};

}  // namespace evenlight::studio
