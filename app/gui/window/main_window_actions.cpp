// The window's actions: menus, tool bar and keys.
#include <QComboBox>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/window/hints.h"
#include "app/gui/window/keys_dialog.h"
#include "app/gui/window/main_window.h"

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
  make_picture_menu();
  make_edit_menu();
  make_tool_bar();
  make_view_menu();
  menuBar()->addMenu(gallery_->menu());
  make_help_menu();
}

void MainWindow::make_picture_menu() {
  QMenu* picture = menuBar()->addMenu(tr("&Picture"));
  generate_ = add(picture, "action_generate", tr("&Generate"), Qt::CTRL | Qt::Key_Return, this,
                  &MainWindow::generate);
  generate_->setIcon(icon(Icon::generate));
  generate_->setToolTip(tr("Makes the picture, after those that wait (Ctrl+Return)"));
  cancel_ = add(picture, "action_cancel", tr("&Cancel"), Qt::Key_Escape, this,
                [this] { queue_.cancel(); });
  cancel_->setIcon(icon(Icon::cancel));
  cancel_->setToolTip(tr("Stops what is being made within a step; what is finished stays (Esc)"));
  cancel_->setEnabled(false);
  add(picture, "action_cancel_all", tr("Cancel &all jobs"), Qt::SHIFT | Qt::Key_Escape, this,
      [this] { queue_.cancel_all(); });
  picture->addSeparator();
  add(picture, "action_open", tr("&Open a picture or recipe…"), QKeySequence::Open, this,
      &MainWindow::open_by_dialog);
  save_unsaved_ = add(picture, "action_save_unsaved", tr("&Save the unsaved picture…"),
                      QKeySequence::Save, this, &MainWindow::save_unsaved);
  save_unsaved_->setToolTip(tr("Writes a picture that could not be saved to another place"));
  save_unsaved_->setEnabled(false);
  add(picture, "action_audit", tr("A&udit a model"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, this,
      &MainWindow::show_audit);
  picture->addSeparator();
  add(picture, "action_quit", tr("&Quit"), Qt::CTRL | Qt::Key_Q, this, &QWidget::close);
}

void MainWindow::make_edit_menu() {
  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  QAction* undo = recipe_.undo().createUndoAction(this, tr("&Undo"));
  undo->setObjectName("action_undo");
  undo->setShortcut(QKeySequence::Undo);
  QAction* redo = recipe_.undo().createRedoAction(this, tr("&Redo"));
  redo->setObjectName("action_redo");
  redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), Qt::CTRL | Qt::Key_Y});
  edit->addActions({undo, redo});
}

void MainWindow::make_tool_bar() {
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
          [this] { use_model(model_box_->currentData().toString().toStdString()); });
}

// Beside the picture, and wide enough for its charts.
void MainWindow::show_audit() {
  go_to("audit_dock");
  auto* dock = findChild<QDockWidget*>("audit_dock");
  if (!dock->isFloating()) {
    resizeDocks({dock}, {width() / 2}, Qt::Horizontal);
    resizeDocks({findChild<QDockWidget*>("queue_dock"), dock}, {height() / 6, height()},
                Qt::Vertical);
  }
  audit_->setFocus();
}

void MainWindow::make_help_menu() {
  QMenu* help = menuBar()->addMenu(tr("&Help"));
  add(help, "action_hints", tr("&Three hints to begin with"), Qt::Key_F1, this,
      &MainWindow::show_hints);
  add(help, "action_keys", tr("&Keys"), Qt::CTRL | Qt::Key_F1, this,
      [this] { (new KeysDialog(*this))->open(); });
  add(help, "action_about", tr("&About Evenlight"), {}, this, &MainWindow::about);
}

void MainWindow::show_hints() {
  if (hints_) return;
  QWidget* button = nullptr;
  for (QToolBar* bar : findChildren<QToolBar*>()) {
    if (!button) button = bar->widgetForAction(generate_);
  }
  go_to("prompt_dock");
  hints_ = new Hints(
      *this,
      {{findChild<QWidget*>("prompt_dock"),
        tr("Write here what you want to see. Ctrl+Up gives the word at the cursor more weight, "
           "Ctrl+Down less; words the model knows are completed as you type.")},
       {button ? button : menuBar(),
        tr("Generate makes the picture: Ctrl+Return from anywhere. Press it again while one is "
           "being made, and the next waits in the queue. Every picture keeps its whole recipe; "
           "drop one on the window to take it over.")},
       {menuBar(),
        tr("Picture ▸ Audit a model counts whom a model draws for “CEO” or “nurse”, with "
           "intervals and limits. The parts of this window can be moved and shown under View.")}});
  connect(hints_, &Hints::ended, this, [this] {
    session_.keep_hints_seen();
    prompt_->focus_prompt();
  });
}

void MainWindow::about() {
  auto* box = new QMessageBox(
      QMessageBox::NoIcon, tr("About Evenlight"),
      tr("Evenlight %1 makes pictures from text on this machine and measures how the model that "
         "makes them depicts people.\n\nIt counts how depicted people are perceived, never who "
         "somebody is.\n\nApache License 2.0; the file NOTICE names what others made.")
          .arg(EVENLIGHT_VERSION),
      QMessageBox::Close, this);
  box->setObjectName("about");
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIconPixmap(icon(Icon::program).pixmap(64, 64));
  box->open();
}

}  // namespace evenlight::studio
