#pragma once

#include <QMainWindow>
#include <optional>

#include "app/gui/canvas.h"
#include "app/gui/job_queue.h"
#include "app/gui/message_bar.h"
#include "app/gui/places.h"
#include "app/gui/recipe_state.h"
#include "app/gui/session.h"

class QComboBox;
class QLabel;
class QProgressBar;

namespace evenlight::studio {

class AuditPanel;
class GalleryPanel;
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

 signals:
  void model_ready();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void make_panels();
  void make_actions();
  void make_view_menu();
  void make_status();
  void connect_worker();
  void connect_gallery();
  void make_audit_panel();
  void show_audit();
  QDockWidget* add_dock(const char* name, const QString& title, QWidget* panel,
                        Qt::DockWidgetArea area);
  void fill_models();
  void open_first_model();
  void model_opened(const ModelFacts& facts);
  void progressed(const JobProgress& progress);
  void picture_saved(const SavedPicture& picture);
  void job_finished(int job, JobState state, const QString& sentence);
  void show_idle();
  void restore_session();
  void keep_session();

  Places places_;
  Session session_;
  RecipeState recipe_;
  JobQueue queue_;
  std::optional<KnownModel> model_;
  std::vector<KnownModel> models_;

  Canvas* canvas_ = nullptr;
  MessageBar* messages_ = nullptr;
  AuditPanel* audit_ = nullptr;
  GalleryPanel* gallery_ = nullptr;
  PromptPanel* prompt_ = nullptr;
  SettingsPanel* settings_ = nullptr;
  QComboBox* model_box_ = nullptr;
  QAction* generate_ = nullptr;
  QAction* cancel_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QLabel* time_left_ = nullptr;
  QLabel* zoom_ = nullptr;
};

}  // namespace evenlight::studio
