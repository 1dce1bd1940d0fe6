#pragma once

#include <QApplication>

namespace evenlight::studio {

// No fault in one press of a key or button may take everything else with it: what is thrown while
// an event is handled becomes a sentence.
class Application : public QApplication {
  Q_OBJECT
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override;

 signals:
  void failed(const QString& sentence);
};

// For what is thrown before there is a window: says it in a dialog and on stderr.
void tell_fatal(const QString& sentence);

}  // namespace evenlight::studio
