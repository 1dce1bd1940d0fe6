// The window's actions: menus, tool bar and keys.
#include <QActionGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QMenuBar>
#include <QToolBar>

#include "app/gui/icons.h"
#include "app/gui/main_window.h"
#include "app/gui/theme.h"

namespace evenlight::studio {
namespace {

QAction* add(QMenu* menu, const char* name, const QString& text, const QKeySequence& key,
             auto* receiver, auto act) {
  QAction* action = menu->addAction(text, key, receiver, act);
  action->setObjectName(name);
  return action;
}

}  // namespace

void MainWindow::make_actions() {
  QMenu* picture = menuBar()->addMenu(tr("&Picture"));
  generate_ = add(picture, "action_generate", tr("&Generate"), Qt::CTRL | Qt::Key_Return, this,
                  &MainWindow::generate);
  generate_->setIcon(icon(Icon::generate));
  cancel_ = add(picture, "action_cancel", tr("&Cancel"), Qt::Key_Escape, this,
                [this] { queue_.cancel(); });
  cancel_->setIcon(icon(Icon::cancel));
  cancel_->setEnabled(false);
  add(picture, "action_cancel_all", tr("Cancel &all jobs"), Qt::SHIFT | Qt::Key_Escape, this,
      [this] { queue_.cancel_all(); });
  picture->addSeparator();
  add(picture, "action_audit", tr("A&udit a model"), Qt::CTRL | Qt::Key_U, this,
      &MainWindow::show_audit);
  picture->addSeparator();
  add(picture, "action_quit", tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  QAction* undo = recipe_.undo().createUndoAction(this, tr("&Undo"));
  undo->setObjectName("action_undo");
  undo->setShortcut(QKeySequence::Undo);
  QAction* redo = recipe_.undo().createRedoAction(this, tr("&Redo"));
  redo->setObjectName("action_redo");
  redo->setShortcut(QKeySequence::Redo);
  edit->addActions({undo, redo});

  QToolBar* bar = addToolBar(tr("Main tool bar"));
  bar->setObjectName("main_bar");
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  bar->addAction(generate_);
  bar->addAction(cancel_);
  bar->addSeparator();
  model_box_ = new QComboBox;
  model_box_->setObjectName("model_box");
  model_box_->setAccessibleName(tr("Model"));
  model_box_->setToolTip(tr("The model that makes the pictures"));
  model_box_->setMinimumContentsLength(14);
  bar->addWidget(model_box_);
  connect(model_box_, &QComboBox::activated, this,
          [this](int row) { choose_model(models_[size_t(row)]); });
}

void MainWindow::make_view_menu() {
  QMenu* view = menuBar()->addMenu(tr("&View"));
  add(view, "action_fit", tr("&Fit the picture"), Qt::CTRL | Qt::Key_0, canvas_, &Canvas::fit);
  add(view, "action_actual", tr("&Pixel by pixel"), Qt::CTRL | Qt::Key_1, canvas_,
      [this] { canvas_->set_zoom(1); });
  add(view, "action_zoom_in", tr("Zoom &in"), QKeySequence::ZoomIn, canvas_,
      [this] { canvas_->zoom_by(1.25); });
  add(view, "action_zoom_out", tr("Zoom &out"), QKeySequence::ZoomOut, canvas_,
      [this] { canvas_->zoom_by(0.8); });
  QAction* compare =
      add(view, "action_compare", tr("&Compare with the picture before"), Qt::CTRL | Qt::Key_B,
          canvas_, [this](bool on) { canvas_->set_comparing(on); });
  compare->setIcon(icon(Icon::compare));
  compare->setCheckable(true);
  compare->setIconText(tr("Compare"));
  connect(canvas_, &Canvas::comparing_changed, compare, &QAction::setChecked);
  findChild<QToolBar*>("main_bar")->addAction(compare);

  QMenu* themes = view->addMenu(tr("&Theme"));
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
  view->addSeparator();
  int number = 1;
  for (QDockWidget* dock : findChildren<QDockWidget*>()) {
    QAction* action = dock->toggleViewAction();
    action->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number++)));
    view->addAction(action);
  }
}

}  // namespace evenlight::studio
