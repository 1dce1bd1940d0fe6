#pragma once

#include <QMainWindow>
#include <QPointer>
#include <optional>

#include "app/gui/canvas/canvas.h"
#include "app/gui/queue/job_queue.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/message_bar.h"
#include "app/gui/window/places.h"
#include "app/gui/window/session.h"

class QLabel;

namespace evenlight::studio {

class AuditPanel;
class GalleryPanel;
class Hints;
class JobDisplay;
class ModelChoice;
class ModelsPanel;
class PromptPanel;
class SettingsPanel;
class SidePanels;

// Lays out panels and actions, and carries signals between them; does no work itself.
class MainWindow : public QMainWindow {
  Q_OBJECT
  // Of saved layouts: those of another version name panels that lie elsewhere now.
  static constexpr int layout_version = 1;

 public:
  explicit MainWindow(const Places& places);
  ~MainWindow() override;

  JobQueue& queue() { return queue_; }
  RecipeState& recipe() { return recipe_; }

  void generate();
  // A picture's or recipe file's settings into the panels. False (and a message) if it has none.
  bool restore(const std::filesystem::path& file);
  // Whatever was dropped on the window or named at its start: a picture or recipe is taken over, a
  // model's file or folder is put on the list.
  void open(const std::filesystem::path& file);
  void show_hints();
  void tell_failure(const QString& sentence);

 signals:
  void model_ready();

 protected:
  void showEvent(QShowEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void make_panels();
  void make_side_panels();
  void make_audit_panel();
  QDockWidget* add_dock(const char* name, const QString& title, QWidget* panel,
                        Qt::DockWidgetArea area);
  void make_status();
  void connect_models();
  void connect_worker();
  void connect_gallery();
  void show_file(const std::filesystem::path& picture);
  void show_other_file(const std::filesystem::path& picture);
  void notify(const QString& sentence);

  void make_actions();
  void make_picture_menu();
  void make_edit_menu();
  void make_tool_bar();
  void make_view_menu();
  void make_theme_menu(QMenu& view);
  void make_layout_menu(QMenu& view);
  void fill_layout_menu();
  void make_panel_menu(QMenu& view);
  void make_fold_actions(QMenu& view);
  void show_queue_length();
  void make_help_menu();
  void go_to(const char* dock);
  void show_audit();
  void save_layout();
  void show_preferences();
  void about();

  void model_opened(const ModelFacts& facts);
  void offer_own_size(const ModelFacts& facts);
  void open_by_dialog();

  void picture_saved(const SavedPicture& picture);
  void picture_unsaved(const SavedPicture& picture);
  void save_unsaved();
  void job_finished(int job, JobState state, const QString& sentence);
  void show_idle();

  void arrange();
  bool restore_layout(const QByteArray& layout);
  QStringList open_folds() const;
  void show_open_folds(const QStringList& open);
  void restore_session();
  void keep_session();
  void restore_queue();
  void keep_queue();
  bool may_close();
  void quit();
  void cancel_running();
  void cancel_all();
  void toggle_only_picture();
  void leave_only_picture();

  Places places_;
  Session session_;
  RecipeState recipe_;
  JobQueue queue_;
  std::vector<SavedPicture> unsaved_;  // could not be written, and wait for another place
  bool asks_to_close_ = false;         // a person closes it, not the program
  bool closing_ = false;
  bool quit_after_picture_ = false;
  QByteArray layout_before_;  // while only the picture is shown
  QByteArray geometry_before_;
  QAction* resume_ = nullptr;
  QAction* own_size_ = nullptr;
  QAction* show_queue_ = nullptr;
  QByteArray first_layout_;           // as the program brings it
  int shown_file_ = 0;                // which picture was asked for last
  std::filesystem::path other_file_;  // the last that was not chosen in the gallery

  Canvas* canvas_ = nullptr;
  MessageBar* messages_ = nullptr;
  AuditPanel* audit_ = nullptr;
  GalleryPanel* gallery_ = nullptr;
  ModelsPanel* models_ = nullptr;
  QPointer<Hints> hints_;
  PromptPanel* prompt_ = nullptr;
  SettingsPanel* settings_ = nullptr;
  QAction* generate_ = nullptr;
  QAction* cancel_ = nullptr;
  QAction* save_unsaved_ = nullptr;
  QMenu* layouts_ = nullptr;
  ModelChoice* model_choice_ = nullptr;
  JobDisplay* jobs_ = nullptr;
  QLabel* zoom_ = nullptr;
};

}  // namespace evenlight::studio
