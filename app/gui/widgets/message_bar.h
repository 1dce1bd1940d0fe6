#pragma once

#include <QFrame>

class QLabel;

namespace evenlight::studio {

// One sentence above the picture, until it is closed or another takes its place.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { information, warning, error };
  explicit MessageBar(QWidget* parent = nullptr);

  void tell(Kind kind, const QString& sentence);
  QString text() const;

 private:
  QLabel* mark_;
  QLabel* text_;
};

}  // namespace evenlight::studio
