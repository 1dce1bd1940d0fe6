#pragma once

#include <QAction>
#include <QStringList>

class QDockWidget;
class QMainWindow;

namespace evenlight::studio {

// The panels at one side of the window, which one key or button folds away and brings back as they
// were. Checked while one of them is there.
class SidePanels : public QAction {
  Q_OBJECT
 public:
  // `first`: the panel that comes when none was there before. Made after the window's panels.
  SidePanels(QMainWindow& window, Qt::DockWidgetArea side, const char* first);

 private:
  std::vector<QDockWidget*> panels() const;  // at this side, whether they are there or not
  std::vector<QDockWidget*> open_panels() const;
  void fold(bool open);
  void look();

  QMainWindow& window_;
  Qt::DockWidgetArea side_;
  QString first_;
  QStringList folded_;  // by their names, the one in front last
  bool is_folding_ = false;
};

}  // namespace evenlight::studio
