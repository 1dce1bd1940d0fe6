#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace evenlight::studio {

// One sentence above the picture, until it is closed or another takes its place.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { information, warning, error };
  explicit MessageBar(QWidget* parent = nullptr);

  // `action` is offered beside the sentence, as long as it stands.
  void tell(Kind kind, const QString& sentence, QAction* action = nullptr);
  QString text() const;

 private:
  QLabel* mark_;
  QLabel* text_;
  QToolButton* offer_;
};

}  // namespace evenlight::studio
