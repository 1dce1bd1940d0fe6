// The View menu: zoom, comparing, themes, layouts and panels.
#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/widgets/theme.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panels.h"

namespace evenlight::studio {
namespace {

// In the order of their keys, Alt+1 …
constexpr const char* docks[] = {"prompt_dock", "settings_dock", "queue_dock",  "gallery_dock",
                                 "models_dock", "audit_dock",    "details_dock"};

constexpr int side_lines = 17;  // the width of the right side when it comes, in lines' heights

QAction* add(QMenu& menu, const char* name, const QString& text, const QKeySequence& key,
             auto* receiver, auto act) {
  QAction* action = menu.addAction(text, key, receiver, act);
  action->setObjectName(name);
  return action;
}

}  // namespace

void MainWindow::make_view_menu() {
  QMenu& view = *menuBar()->addMenu(tr("&View"));
  add(view, "action_fit", tr("&Fit to window"), Qt::CTRL | Qt::Key_0, canvas_, &Canvas::fit);
  add(view, "action_actual", tr("&Actual size (100 %)"), Qt::CTRL | Qt::Key_1, canvas_,
      [this] { canvas_->set_zoom(1); });
  add(view, "action_zoom_in", tr("Zoom &in"), QKeySequence::ZoomIn, canvas_,
      [this] { canvas_->zoom_by(1.25); });
  add(view, "action_zoom_out", tr("Zoom &out"), QKeySequence::ZoomOut, canvas_,
      [this] { canvas_->zoom_by(0.8); });
  QAction* compare = add(view, "action_compare", tr("&Compare with previous"), Qt::CTRL | Qt::Key_B,
                         canvas_, [this](bool on) { canvas_->set_comparing(on); });
  compare->setIcon(icon(Icon::compare));
  compare->setCheckable(true);
  compare->setEnabled(false);
  compare->setIconText(tr("Compare"));
  compare->setToolTip(
      tr("Compares with the previous picture; drag the line or press Left and Right (Ctrl+B)"));
  connect(canvas_, &Canvas::comparing_changed, compare, &QAction::setChecked);
  connect(canvas_, &Canvas::picture_changed, compare,
          [this, compare] { compare->setEnabled(canvas_->has_before()); });
  findChild<QToolBar*>("main_bar")->addAction(compare);
  view.addSeparator();
  make_theme_menu(view);
  make_layout_menu(view);
  view.addSeparator();
  make_panel_menu(view);
  make_fold_actions(view);
}

// A side of the window folds away by its key, its button and its line in the menu.
void MainWindow::make_fold_actions(QMenu& view) {
  struct Side {
    const char* name;
    Qt::DockWidgetArea area;
    const char* first;
    Icon icon;
    QString text;
    Qt::Key key;
  };
  const Side sides[] = {{"action_fold_left", Qt::LeftDockWidgetArea, "prompt_dock",
                         Icon::panel_left, tr("Left side"), Qt::Key_F7},
                        {"action_fold_bottom", Qt::BottomDockWidgetArea, "gallery_dock",
                         Icon::panel_bottom, tr("Film strip"), Qt::Key_F8},
                        {"action_fold_right", Qt::RightDockWidgetArea, "queue_dock",
                         Icon::panel_right, tr("Right side"), Qt::Key_F9}};
  view.addSeparator();
  auto* bar = findChild<QToolBar*>("main_bar");
  for (const Side& side : sides) {
    auto* action = new SidePanels(*this, side.area, side.first);
    action->setObjectName(side.name);
    action->setText(side.text);
    action->setIcon(icon(side.icon));
    action->setShortcut(side.key);
    action->setToolTip(
        tr("Shows or hides: %1 (%2)")
            .arg(side.text, QKeySequence(side.key).toString(QKeySequence::NativeText)));
    view.addAction(action);
    bar->addAction(action);
    auto* button = static_cast<QToolButton*>(bar->widgetForAction(action));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(action->toolTip());
  }
}

void MainWindow::make_theme_menu(QMenu& view) {
  QMenu* themes = view.addMenu(tr("&Theme"));
  auto* group = new QActionGroup(themes);
  const std::pair<Theme, QString> rows[] = {{Theme::system, tr("As the &system")},
                                            {Theme::light, tr("&Light")},
                                            {Theme::dark, tr("&Dark")},
                                            {Theme::contrast, tr("High &contrast")}};
  for (const auto& [theme, text] : rows) {
    QAction* action = themes->addAction(text, this, [this, theme = theme] {
      apply_theme(theme);
      session_.keep_theme(theme);
    });
    action->setObjectName("action_theme_" + name_of(theme));
    action->setCheckable(true);
    action->setChecked(theme == session_.theme());
    group->addAction(action);
  }
}

void MainWindow::make_layout_menu(QMenu& view) {
  layouts_ = view.addMenu(tr("&Layout"));
  fill_layout_menu();
}

void MainWindow::fill_layout_menu() {
  layouts_->clear();
  add(*layouts_, "action_layout_first", tr("Default &layout"), {}, this, [this] {
    leave_only_picture();
    restore_layout(first_layout_);
  });
  add(*layouts_, "action_layout_picture", tr("&Hide panels (full screen)"), Qt::Key_F11, this,
      &MainWindow::toggle_only_picture);
  layouts_->addSeparator();
  const QStringList names = session_.layouts();
  for (const QString& name : names) {
    QAction* action = layouts_->addAction(QString(name).replace('&', "&&"), this, [this, name] {
      leave_only_picture();
      const QByteArray layout = session_.layout_named(name);
      // One that was saved before the panels moved is still what the person asks for.
      if (!restore_layout(layout)) restoreState(layout);
    });
    action->setObjectName("action_layout_" + name);
  }
  add(*layouts_, "action_layout_save", tr("&Save this layout…"), {}, this,
      &MainWindow::save_layout);
  if (names.isEmpty()) return;
  QMenu* forget = layouts_->addMenu(tr("&Delete"));
  for (const QString& name : names) {
    forget->addAction(QString(name).replace('&', "&&"), this, [this, name] {
      session_.forget_layout(name);
      QMetaObject::invokeMethod(this, &MainWindow::fill_layout_menu, Qt::QueuedConnection);
    });
  }
}

bool MainWindow::restore_layout(const QByteArray& layout) {
  return restoreState(layout, layout_version);
}

// On, and off again: everything is where it was before.
void MainWindow::toggle_only_picture() {
  if (!layout_before_.isEmpty()) return leave_only_picture();
  layout_before_ = saveState(layout_version);
  geometry_before_ = saveGeometry();
  for (QDockWidget* dock : findChildren<QDockWidget*>()) dock->hide();
  statusBar()->hide();
  showFullScreen();
  canvas_->setFocus();
}

void MainWindow::leave_only_picture() {
  if (layout_before_.isEmpty()) return;
  setWindowState(windowState() & ~Qt::WindowFullScreen);
  restoreGeometry(std::exchange(geometry_before_, {}));
  restore_layout(std::exchange(layout_before_, {}));
  statusBar()->show();
}

void MainWindow::save_layout() {
  const QString name =
      dialogs::ask_text(this, tr("Save this layout"), tr("Name:")).trimmed().left(60);
  if (name.isEmpty()) return;
  session_.keep_layout(name, saveState(layout_version));
  QMetaObject::invokeMethod(this, &MainWindow::fill_layout_menu, Qt::QueuedConnection);
}

void MainWindow::make_panel_menu(QMenu& view) {
  QMenu* go = view.addMenu(tr("&Go to"));
  int number = 1;
  for (const char* name : docks) {
    const auto* dock = findChild<QDockWidget*>(name);
    add(*go, (std::string("action_go_") + name).c_str(), dock->windowTitle(),
        QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number++)), this, [this, name] { go_to(name); });
  }
  add(*go, "action_go_picture", tr("Picture"), QKeySequence(Qt::ALT | Qt::Key_0), canvas_,
      [this] { canvas_->setFocus(); });
  add(*go, "action_go_search", tr("Search the gallery"), QKeySequence::Find, this, [this] {
    go_to("gallery_dock");
    gallery_->focus_search();
  });
  QMenu* shown = view.addMenu(tr("&Panels"));
  for (const char* name : docks) {
    shown->addAction(findChild<QDockWidget*>(name)->toggleViewAction());
  }
}

// Shows the panel and gives it the keyboard.
void MainWindow::go_to(const char* name) {
  auto* dock = findChild<QDockWidget*>(name);
  const bool was_folded = findChild<QAction*>("action_fold_right") &&
                          !findChild<QAction*>("action_fold_right")->isChecked();
  dock->show();
  dock->raise();
  if (was_folded && dockWidgetArea(dock) == Qt::RightDockWidgetArea && !dock->isFloating()) {
    resizeDocks({dock}, {fontMetrics().height() * side_lines}, Qt::Horizontal);
  }
  if (dock->isFloating()) dock->activateWindow();
  if (dock == prompt_->parentWidget()) return prompt_->focus_prompt();
  if (dock == gallery_->parentWidget()) return gallery_->focus_pictures();
  for (QWidget* widget : dock->widget()->findChildren<QWidget*>()) {
    if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible()) continue;
    return widget->setFocus(Qt::ShortcutFocusReason);
  }
}

}  // namespace evenlight::studio
