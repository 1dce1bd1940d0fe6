// The window's actions: menus, tool bar and keys.
#include <QComboBox>
#include <QDockWidget>
#include <QLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/hints.h"
#include "app/gui/window/keys_dialog.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/model_choice.h"
#include "app/gui/window/preferences.h"

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
  generate_->setToolTip(tr("Makes the picture, after those in the queue (Ctrl+Return)"));
  cancel_ = add(picture, "action_cancel", tr("&Cancel"), Qt::Key_Escape, this,
                &MainWindow::cancel_running);
  // Escape leaves fields and lists of words; a job it ends from the picture and the queue only.
  cancel_->setShortcutContext(Qt::WidgetShortcut);
  canvas_->addAction(cancel_);
  findChild<QWidget*>("queue")->addAction(cancel_);
  cancel_->setIcon(icon(Icon::cancel));
  cancel_->setToolTip(tr("Stops the running job; finished pictures are kept (Esc)"));
  cancel_->setEnabled(false);
  add(picture, "action_cancel_all", tr("Cancel &all jobs"), Qt::SHIFT | Qt::Key_Escape, this,
      &MainWindow::cancel_all);
  resume_ = add(picture, "action_resume", tr("Co&ntinue the queue"), {}, this,
                [this] { queue_.pause(false); });
  resume_->setEnabled(false);
  connect(&queue_, &JobQueue::paused_changed, resume_, &QAction::setEnabled);
  picture->addSeparator();
  add(picture, "action_open", tr("&Open a picture or recipe…"), QKeySequence::Open, this,
      &MainWindow::open_by_dialog);
  save_unsaved_ = add(picture, "action_save_unsaved", tr("&Save the unsaved picture…"),
                      Qt::CTRL | Qt::ALT | Qt::Key_S, this, &MainWindow::save_unsaved);
  save_unsaved_->setToolTip(tr("Saves a picture that could not be written somewhere else"));
  save_unsaved_->setEnabled(false);
  QAction* audit = add(picture, "action_audit", tr("A&udit a model"),
                       Qt::CTRL | Qt::SHIFT | Qt::Key_A, this, &MainWindow::show_audit);
  audit->setIconText(tr("Audit"));
  picture->addSeparator();
  add(picture, "action_quit", tr("&Quit"), Qt::CTRL | Qt::Key_Q, this, &MainWindow::quit);
}

void MainWindow::make_edit_menu() {
  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  QAction* undo = recipe_.undo().createUndoAction(this, tr("&Undo"));
  undo->setObjectName("action_undo");
  undo->setProperty("key_text", tr("&Undo"));  // without what it would undo now
  undo->setShortcut(QKeySequence::Undo);
  QAction* redo = recipe_.undo().createRedoAction(this, tr("&Redo"));
  redo->setObjectName("action_redo");
  redo->setProperty("key_text", tr("&Redo"));
  redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), Qt::CTRL | Qt::Key_Y});
  edit->addActions({undo, redo});
  edit->addSeparator();
  add(edit, "action_preferences", tr("&Preferences…"), Qt::CTRL | Qt::Key_Comma, this,
      &MainWindow::show_preferences);
  own_size_ = new QAction(this);
  own_size_->setObjectName("action_own_size");
  connect(own_size_, &QAction::triggered, this, [this] {
    recipe_.undo().beginMacro(tr("the model's own size"));
    recipe_.reset(*find_recipe_field("width"));
    recipe_.reset(*find_recipe_field("height"));
    recipe_.undo().endMacro();
  });
}

void MainWindow::show_preferences() {
  auto* dialog = new PreferencesDialog(session_, path_text(places_.pictures), this);
  connect(dialog, &PreferencesDialog::theme_wanted, this, [this](Theme theme) {
    findChild<QAction*>("action_theme_" + name_of(theme))->trigger();
  });
  connect(dialog, &PreferencesDialog::changed, this, [this] {
    gallery_->ask_before_trash(session_.preferences().ask_to_trash);
    model_choice_->open_again();  // its defaults are taken again
  });
  connect(dialog, &PreferencesDialog::restart_needed, this,
          [this] { notify(tr("Folder and language take effect at the next start.")); });
  dialog->open();
}

void MainWindow::make_tool_bar() {
  auto* bar = new QToolBar;
  bar->setObjectName("main_bar");
  bar->setAccessibleName(tr("Main tool bar"));
  bar->setMovable(false);
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  bar->setIconSize(QSize(16, 16));
  bar->layout()->setContentsMargins(0, 0, 0, 0);
  bar->addWidget(model_choice_->box());
  bar->addSeparator();
  bar->addAction(findChild<QAction*>("action_audit"));
  show_queue_ = bar->addAction(tr("Queue"), this, [this] { go_to("queue_dock"); });
  show_queue_->setObjectName("action_queue");
  connect(&queue_, &QAbstractItemModel::rowsInserted, this, &MainWindow::show_queue_length);
  connect(&queue_, &QAbstractItemModel::rowsRemoved, this, &MainWindow::show_queue_length);
  connect(&queue_, &QAbstractItemModel::dataChanged, this, &MainWindow::show_queue_length);
  show_queue_length();
  // The bar does not grow with what it says.
  QWidget* button = bar->widgetForAction(show_queue_);
  button->setMinimumWidth(button->sizeHint().width() + fontMetrics().horizontalAdvance(" (000)"));
  bar->addSeparator();
  // Beside the menus: a row of its own would be the picture's room.
  menuBar()->setCornerWidget(bar);
  prompt_->put_buttons(*generate_, *cancel_);
}

void MainWindow::show_queue_length() {
  const int jobs = queue_.waiting() + (queue_.busy() ? 1 : 0);
  const QString text = jobs > 0 ? tr("Queue (%1)").arg(jobs) : tr("Queue");
  if (show_queue_->text() == text) return;
  show_queue_->setText(text);
  show_queue_->setToolTip(tr("%n job(s) running or waiting (Alt+3)", nullptr, jobs));
}

// Beside the picture, and wide enough for its charts.
void MainWindow::show_audit() {
  go_to("audit_dock");
  auto* dock = findChild<QDockWidget*>("audit_dock");
  if (!dock->isFloating()) resizeDocks({dock}, {width() / 2}, Qt::Horizontal);
  audit_->setFocus();
}

void MainWindow::make_help_menu() {
  QMenu* help = menuBar()->addMenu(tr("&Help"));
  add(help, "action_hints", tr("&Quick tour"), Qt::Key_F1, this, &MainWindow::show_hints);
  add(help, "action_keys", tr("&Keyboard shortcuts"), Qt::CTRL | Qt::Key_F1, this,
      [this] { (new KeysDialog(*this))->open(); });
  add(help, "action_about", tr("&About Evenlight"), {}, this, &MainWindow::about);
}

void MainWindow::show_hints() {
  if (hints_) return;
  auto* button = findChild<QWidget*>("generate_button");
  go_to("prompt_dock");
  hints_ = new Hints(
      *this,
      {{findChild<QWidget*>("prompt_dock"),
        tr("Write here what you want to see. Ctrl+Up gives the word at the cursor more weight, "
           "Ctrl+Down less; words the model knows are completed as you type.")},
       {button,
        tr("Generate starts the picture: Ctrl+Return from anywhere. Press it again and the next "
           "one "
           "waits in the queue. Every picture remembers its settings; drop one on the window to "
           "load them.")},
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
