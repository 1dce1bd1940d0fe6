#pragma once

#include <QMainWindow>
#include <QPointer>
#include <optional>

#include "app/gui/canvas/canvas.h"
#include "app/gui/models/model_shelf.h"
#include "app/gui/queue/job_queue.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/message_bar.h"
#include "app/gui/window/places.h"
#include "app/gui/window/session.h"
#include "app/gui/window/taskbar_progress.h"

class QComboBox;
class QLabel;
class QProgressBar;

namespace evenlight::studio {

class AuditPanel;
class GalleryPanel;
class Hints;
class ModelsPanel;
class PromptPanel;
class SettingsPanel;

// Lays out panels and actions, and carries signals between them; does no work itself.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(const Places& places);
  ~MainWindow() override;

  JobQueue& queue() { return queue_; }
  RecipeState& recipe() { return recipe_; }

  void choose_model(const KnownModel& model);
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
  void make_audit_panel();
  QDockWidget* add_dock(const char* name, const QString& title, QWidget* panel,
                        Qt::DockWidgetArea area);
  void make_status();
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
  void make_help_menu();
  void go_to(const char* dock);
  void show_audit();
  void save_layout();
  void show_preferences();
  void about();

  void fill_models();
  void open_first_model();
  void use_model(const std::filesystem::path& path);
  void model_opened(const ModelFacts& facts);
  void offer_own_size(const ModelFacts& facts);
  void open_by_dialog();
  QString take_model_of(const RecipeDocument& document);
  void check_model_of(const RecipeDocument& document, const KnownModel& model);

  void progressed(const JobProgress& progress);
  void picture_saved(const SavedPicture& picture);
  void picture_unsaved(const SavedPicture& picture);
  void save_unsaved();
  void job_finished(int job, JobState state, const QString& sentence);
  void show_idle();
  void tell_loading();

  void arrange();
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
  std::optional<KnownModel> model_;
  ModelShelf shelf_;
  TaskbarProgress taskbar_;
  std::vector<SavedPicture> unsaved_;  // could not be written, and wait for another place
  bool asks_to_close_ = false;         // a person closes it, not the program
  bool closing_ = false;
  bool quit_after_picture_ = false;
  std::filesystem::path loaded_;  // the model whose weights are in memory
  QByteArray layout_before_;      // while only the picture is shown
  QByteArray geometry_before_;
  QAction* resume_ = nullptr;
  QAction* own_size_ = nullptr;
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
  QComboBox* model_box_ = nullptr;
  QAction* generate_ = nullptr;
  QAction* cancel_ = nullptr;
  QAction* save_unsaved_ = nullptr;
  QMenu* layouts_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QLabel* time_left_ = nullptr;
  QLabel* zoom_ = nullptr;
};

}  // namespace evenlight::studio
