#include "app/gui/window/side_panels.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScopedValueRollback>

namespace evenlight::studio {

SidePanels::SidePanels(QMainWindow& window, Qt::DockWidgetArea side, const char* first)
    : QAction(&window), window_(window), side_(side), first_(first) {
  setCheckable(true);
  connect(this, &QAction::triggered, this, &SidePanels::fold);
  for (const QDockWidget* panel : window.findChildren<QDockWidget*>()) {
    connect(panel->toggleViewAction(), &QAction::toggled, this, &SidePanels::look);
    connect(panel, &QDockWidget::dockLocationChanged, this, &SidePanels::look);
    connect(panel, &QDockWidget::topLevelChanged, this, &SidePanels::look);
  }
  look();
}

std::vector<QDockWidget*> SidePanels::panels() const {
  std::vector<QDockWidget*> found;
  for (QDockWidget* panel : window_.findChildren<QDockWidget*>()) {
    if (!panel->isFloating() && window_.dockWidgetArea(panel) == side_) found.push_back(panel);
  }
  return found;
}

std::vector<QDockWidget*> SidePanels::open_panels() const {
  std::vector<QDockWidget*> open = panels();
  std::erase_if(open, [](const QDockWidget* panel) { return panel->isHidden(); });
  return open;
}

void SidePanels::fold(bool open) {
  const QScopedValueRollback guard(is_folding_, true);
  if (!open) {
    folded_.clear();
    for (QDockWidget* panel : open_panels()) {
      // Of those that lie on each other, only the one in front has anything to see.
      const bool in_front = !panel->visibleRegion().isEmpty();
      in_front ? folded_.append(panel->objectName()) : folded_.prepend(panel->objectName());
    }
    for (const QString& name : folded_) window_.findChild<QDockWidget*>(name)->hide();
  } else {
    if (folded_.isEmpty()) folded_.append(first_);
    for (const QString& name : folded_) {
      auto* panel = window_.findChild<QDockWidget*>(name);
      panel->show();
      panel->raise();
    }
  }
  setChecked(open);
}

void SidePanels::look() {
  if (!is_folding_) setChecked(!open_panels().empty());
}

}  // namespace evenlight::studio
