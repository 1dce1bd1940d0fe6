#include "app/gui/main_window.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QVBoxLayout>

#include "app/common/recipe_file.h"
#include "app/gui/audit_panel.h"
#include "app/gui/duration_text.h"
#include "app/gui/gallery_panel.h"
#include "app/gui/icons.h"
#include "app/gui/prompt_panel.h"
#include "app/gui/queue_panel.h"
#include "app/gui/settings_panel.h"
#include "app/gui/text.h"
#include "app/gui/worker.h"
#include "engine/core/error.h"

namespace evenlight::studio {

MainWindow::MainWindow(const Places& places) : places_(places), session_(places.settings) {
  setObjectName("main_window");
  setWindowTitle(tr("Evenlight"));
  setWindowIcon(icon(Icon::program));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  apply_theme(session_.theme());
  make_panels();
  make_status();
  make_actions();
  make_view_menu();
  connect_worker();
  connect_gallery();
  restore_session();
  fill_models();
  open_first_model();
  prompt_->focus_prompt();
}

MainWindow::~MainWindow() = default;

void MainWindow::make_panels() {
  auto* middle = new QWidget;
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  messages_ = new MessageBar;
  canvas_ = new Canvas;
  column->addWidget(messages_);
  column->addWidget(canvas_, 1);
  setCentralWidget(middle);

  prompt_ = new PromptPanel(recipe_);
  settings_ = new SettingsPanel(recipe_);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(settings_);
  scroll->setMinimumWidth(settings_->minimumSizeHint().width() +
                          scroll->verticalScrollBar()->sizeHint().width());
  add_dock("prompt_dock", tr("Prompt"), prompt_, Qt::LeftDockWidgetArea);
  add_dock("settings_dock", tr("Settings"), scroll, Qt::LeftDockWidgetArea);
  add_dock("queue_dock", tr("Queue"), new QueuePanel(queue_), Qt::RightDockWidgetArea);
  gallery_ = new GalleryPanel(places_);
  add_dock("gallery_dock", tr("Gallery"), gallery_, Qt::RightDockWidgetArea);
  make_audit_panel();
}

void MainWindow::make_audit_panel() {
  audit_ = new AuditPanel(queue_, audits_folder(places_.pictures), places_.thumbnails, [this] {
    AuditContext context{model_, recipe_.document(), {}};
    context.device.device = to_std(session_.device());
    return context;
  });
  QDockWidget* dock = add_dock("audit_dock", tr("Audit"), audit_, Qt::RightDockWidgetArea);
  tabifyDockWidget(findChild<QDockWidget*>("gallery_dock"), dock);
  findChild<QDockWidget*>("gallery_dock")->raise();
  connect(audit_, &AuditPanel::chosen, gallery_, &GalleryPanel::chosen);
  connect(audit_, &AuditPanel::failed, gallery_, &GalleryPanel::failed);
  connect(audit_, &AuditPanel::told, gallery_, &GalleryPanel::told);
}

// Beside the picture, and wide enough for its charts.
void MainWindow::show_audit() {
  auto* dock = findChild<QDockWidget*>("audit_dock");
  dock->show();
  dock->raise();
  if (!dock->isFloating()) {
    resizeDocks({dock}, {width() / 2}, Qt::Horizontal);
    resizeDocks({findChild<QDockWidget*>("queue_dock"), dock}, {height() / 6, height()},
                Qt::Vertical);
  }
  audit_->setFocus();
}

QDockWidget* MainWindow::add_dock(const char* name, const QString& title, QWidget* panel,
                                  Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title);
  dock->setObjectName(name);
  dock->setWidget(panel);
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::make_status() {
  progress_ = new QProgressBar;
  progress_->setObjectName("progress");
  progress_->setAccessibleName(tr("Progress of this job"));
  progress_->setRange(0, 1000);
  progress_->setFormat("%p %");
  progress_->hide();
  time_left_ = new QLabel;
  time_left_->setObjectName("time_left");
  zoom_ = new QLabel;
  zoom_->setObjectName("zoom");
  statusBar()->addWidget(progress_, 2);
  statusBar()->addWidget(time_left_, 3);
  statusBar()->addPermanentWidget(zoom_);
  connect(canvas_, &Canvas::zoomed, this,
          [this](double zoom) { zoom_->setText(tr("%1 %").arg(qRound(zoom * 100))); });
}

void MainWindow::connect_worker() {
  Worker& worker = queue_.worker();
  connect(&worker, &Worker::opened, this, &MainWindow::model_opened);
  connect(&worker, &Worker::open_failed, this,
          [this](const QString& sentence) { messages_->tell(MessageBar::Kind::error, sentence); });
  connect(&worker, &Worker::previewed, canvas_, &Canvas::show_preview);
  connect(&worker, &Worker::saved, this, &MainWindow::picture_saved);
  connect(&queue_, &JobQueue::started, this, [this] { show_idle(); });
  connect(&queue_, &JobQueue::progressed, this, &MainWindow::progressed);
  connect(&queue_, &JobQueue::finished, this, &MainWindow::job_finished);
  connect(&queue_, &JobQueue::idle, this, &MainWindow::show_idle);
}

void MainWindow::connect_gallery() {
  using Path = std::filesystem::path;
  connect(gallery_, &GalleryPanel::chosen, this, [this](const Path& picture) {
    const QImage image(path_text(picture));
    if (!image.isNull()) canvas_->show_picture(image);
  });
  connect(gallery_, &GalleryPanel::restore_wanted, this, &MainWindow::restore);
  connect(gallery_, &GalleryPanel::again_wanted, this, [this](const Path& picture) {
    if (restore(picture)) generate();
  });
  connect(gallery_, &GalleryPanel::vary_wanted, this, [this](const Path& picture) {
    if (!restore(picture)) return;
    settings_->lock_seed(false);
    generate();
  });
  connect(gallery_, &GalleryPanel::failed, this,
          [this](const QString& sentence) { messages_->tell(MessageBar::Kind::error, sentence); });
  connect(gallery_, &GalleryPanel::told, this, [this](const QString& sentence) {
    messages_->tell(MessageBar::Kind::information, sentence);
  });
  gallery_->rescan();
}

void MainWindow::fill_models() {
  models_ = list_models();
  const QSignalBlocker quiet(model_box_);
  model_box_->clear();
  for (const KnownModel& model : models_) {
    model_box_->addItem(to_qt(model.name), path_text(model.path));
  }
  if (model_) model_box_->setCurrentIndex(model_box_->findData(path_text(model_->path)));
}

void MainWindow::open_first_model() {
  const QString last = session_.model();
  for (const KnownModel& model : models_) {
    if (path_text(model.path) == last) return choose_model(model);
  }
  if (!models_.empty()) return choose_model(models_.front());
  messages_->tell(MessageBar::Kind::warning,
                  tr("There is no model here yet; add a model's file or folder first."));
}

void MainWindow::choose_model(const KnownModel& model) {
  model_ = model;
  const auto same = [&](const KnownModel& other) { return other.path == model.path; };
  if (std::ranges::none_of(models_, same)) {
    models_.push_back(model);
    model_box_->addItem(to_qt(model.name), path_text(model.path));
  }
  const QSignalBlocker quiet(model_box_);
  model_box_->setCurrentIndex(model_box_->findData(path_text(model.path)));
  queue_.open_model(model);
  audit_->model_changed();
}

void MainWindow::model_opened(const ModelFacts& facts) {
  recipe_.take_defaults(facts.defaults);
  settings_->set_model(facts.configs);
  prompt_->set_tokenizer(facts.tokenizer, facts.configs.text);
  emit model_ready();
}

void MainWindow::generate() {
  if (!model_) {
    messages_->tell(MessageBar::Kind::error, tr("Choose a model first."));
    return;
  }
  if (!settings_->seed_locked()) settings_->roll_seed();
  RenderJob job;
  job.document = recipe_.document();
  job.document.model_name.clear();
  job.document.model_sha256.clear();
  // What is on the screen is what is made, also where nobody chose it.
  for (const RecipeField& field : recipe_fields())
    job.document.given.insert(std::string(field.key));
  job.model = *model_;
  job.device.device = to_std(session_.device());
  job.count = settings_->count();
  job.batch = settings_->batch();
  job.folder = places_.pictures;
  queue_.add(std::move(job));
}

void MainWindow::progressed(const JobProgress& progress) {
  progress_->setValue(qRound(progress.fraction * 1000));
  setWindowTitle(tr("%1 % – Evenlight").arg(qRound(progress.fraction * 100)));
  QString text = progress.of > 1
                     ? tr("picture %1 of %2, ").arg(progress.pictures + 1).arg(progress.of)
                     : QString();
  text += tr("step %1 of %2").arg(progress.step).arg(progress.steps);
  if (progress.seconds_left >= 0) {
    text += tr(", %1 left").arg(duration_text(progress.seconds_left));
  }
  if (queue_.waiting() > 0) text += tr(", %n more job(s) waiting", nullptr, queue_.waiting());
  time_left_->setText(text);
}

void MainWindow::picture_saved(const SavedPicture& picture) {
  canvas_->show_picture(picture.image);
  gallery_->add(picture.path, picture.image);
  time_left_->setText(tr("Saved %1").arg(path_text(picture.path)));
}

void MainWindow::job_finished(int, JobState state, const QString& sentence) {
  canvas_->drop_preview();
  if (state == JobState::failed) messages_->tell(MessageBar::Kind::error, sentence);
  if (state == JobState::cancelled) {
    messages_->tell(MessageBar::Kind::information,
                    tr("Cancelled; the pictures that were finished are kept."));
  }
}

void MainWindow::show_idle() {
  const bool busy = queue_.busy();
  progress_->setVisible(busy);
  progress_->setValue(0);
  cancel_->setEnabled(busy);
  if (busy) {
    messages_->hide();
    time_left_->setText(tr("Starting"));
  } else {
    setWindowTitle(tr("Evenlight"));
  }
}

bool MainWindow::restore(const std::filesystem::path& file) {
  try {
    RecipeDocument document = read_recipe_file(file.string());
    settle_names(document.recipe);
    recipe_.replace(document, tr("taking over a picture's recipe"));
    settings_->lock_seed(true);
    QString notes;
    for (const std::string& note : document.notes) notes += " " + to_qt(note);
    if (document.model_name.empty() && document.model_sha256.empty()) {
      notes += " " + tr("It does not say which model it was made with.");
    } else {
      const KnownModel model = find_model_of(document);
      if (!model_ || model.path != model_->path) choose_model(model);
    }
    messages_->tell(notes.isEmpty() ? MessageBar::Kind::information : MessageBar::Kind::warning,
                    tr("The recipe of %1 was taken over.").arg(path_text(file.filename())) + notes);
    return true;
  } catch (const Error& error) {
    messages_->tell(MessageBar::Kind::error, to_qt(error.what()));
    return false;
  }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile()) {
    event->acceptProposedAction();
  }
}

void MainWindow::dropEvent(QDropEvent* event) {
  restore(to_std(event->mimeData()->urls().front().toLocalFile()));
  event->acceptProposedAction();
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  // A palette set on the bar stays; the canvas and curves take the new one by themselves.
  if (event->type() == QEvent::PaletteChange && canvas_) canvas_->update();
}

void MainWindow::restore_session() {
  resize(1280, 820);
  restoreGeometry(session_.geometry());
  restoreState(session_.layout());
  recipe_.put_silently(session_.recipe());
  settings_->set_count(session_.count());
  settings_->set_batch(session_.batch());
  settings_->lock_seed(session_.seed_locked());
  if (!session_.seed_locked()) settings_->roll_seed();
  recipe_.undo().clear();
}

void MainWindow::keep_session() {
  session_.keep_window(saveGeometry(), saveState());
  session_.keep_recipe(recipe_.document());
  session_.keep_job(settings_->count(), settings_->batch(), settings_->seed_locked());
  if (model_) session_.keep_model(path_text(model_->path));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  keep_session();
  queue_.cancel_all();
  event->accept();
}

}  // namespace evenlight::studio
