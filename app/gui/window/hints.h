#pragma once

#include <QFrame>
#include <vector>

class QLabel;
class QPushButton;

namespace evenlight::studio {

// A few sentences for somebody who starts for the first time, one after the other, each beside the
// part of the window that it is about. Return goes on, Escape ends it.
class Hints : public QFrame {
  Q_OBJECT
 public:
  struct Hint {
    QWidget* target;
    QString text;
  };

  Hints(QWidget& window, std::vector<Hint> hints);

  int at() const { return at_; }  // which hint is shown, from 0

 signals:
  void ended();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void show_hint();
  void place();
  void next();
  void end();

  QWidget& window_;
  std::vector<Hint> hints_;
  int at_ = 0;
  QLabel* text_;
  QPushButton* next_;
  QFrame* ring_;
};

}  // namespace evenlight::studio
