#include "app/gui/window/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFutureWatcher>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>
#include <QtConcurrent>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/details_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/models/models_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/queue/queue_panel.h"
#include "app/gui/settings/settings_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/fold.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/wheel_guard.h"
#include "app/gui/window/job_display.h"
#include "app/gui/window/model_choice.h"

namespace evenlight::studio {
namespace {

constexpr const char* first_prompt = "a cartoon portrait of an astronaut";

}  // namespace

MainWindow::MainWindow(const Places& places) : places_(places), session_(places.settings) {
  setObjectName("main_window");
  setWindowTitle(tr("Evenlight"));
  setWindowIcon(icon(Icon::program));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  apply_theme(session_.theme());
  model_choice_ = new ModelChoice(session_.model_places(), queue_, this);
  model_choice_->shelf().set_hidden(session_.hidden_models());
  dialogs::remember_folders_in(places.settings,
                               QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
  make_panels();
  make_status();
  make_actions();
  connect_models();
  connect_worker();
  connect_gallery();
  restore_session();
  model_choice_->open_first(session_.model());
  restore_queue();
  model_choice_->shelf().look();
  prompt_->focus_prompt();
}

MainWindow::~MainWindow() = default;

void MainWindow::make_panels() {
  // A message lies on the picture's upper edge, so that the picture does not jump.
  auto* middle = new QWidget;
  auto* cell = new QGridLayout(middle);
  cell->setContentsMargins(0, 0, 0, 0);
  messages_ = new MessageBar;
  canvas_ = new Canvas;
  cell->addWidget(canvas_, 0, 0);
  cell->addWidget(messages_, 0, 0, Qt::AlignTop);
  messages_->raise();
  setCentralWidget(middle);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

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
  gallery_ = new GalleryPanel(places_);
  gallery_->ask_before_trash(session_.preferences().ask_to_trash);
  // A film strip below the picture, with its title at the side to save height.
  add_dock("gallery_dock", tr("Gallery"), gallery_, Qt::BottomDockWidgetArea)
      ->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable |
                    QDockWidget::DockWidgetFloatable | QDockWidget::DockWidgetVerticalTitleBar);
  make_side_panels();
}

// Those at the right, one upon the other; folded away at the first start.
void MainWindow::make_side_panels() {
  auto* queue =
      add_dock("queue_dock", tr("Queue"), new QueuePanel(queue_), Qt::RightDockWidgetArea);
  auto* details = new DetailsPanel(recipe_);
  add_dock("details_dock", tr("Details"), details, Qt::RightDockWidgetArea);
  connect(canvas_, &Canvas::picture_changed, details,
          [this, details] { details->show_picture(canvas_->path()); });
  connect(details, &DetailsPanel::seed_used, this, [this] { settings_->lock_seed(true); });
  models_ = new ModelsPanel(model_choice_->shelf());
  add_dock("models_dock", tr("Models"), models_, Qt::RightDockWidgetArea);
  connect(models_, &ModelsPanel::use_wanted, model_choice_, &ModelChoice::use);
  models_->set_device(session_.device());
  connect(models_, &ModelsPanel::device_wanted, this,
          [this](const QString& id) { session_.keep_device(id); });
  connect(models_, &ModelsPanel::failed, this, &MainWindow::tell_failure);
  make_audit_panel();
  for (const char* name : {"details_dock", "models_dock", "audit_dock"}) {
    tabifyDockWidget(queue, findChild<QDockWidget*>(name));
  }
  for (const char* name : {"queue_dock", "details_dock", "models_dock", "audit_dock"}) {
    findChild<QDockWidget*>(name)->hide();
  }
}

void MainWindow::make_audit_panel() {
  audit_ = new AuditPanel(queue_, audits_folder(places_.pictures), places_.thumbnails, [this] {
    AuditContext context{model_choice_->model(), recipe_.document()};
    context.device.device = to_std(session_.device());
    context.speed = [speeds = session_.speeds()](const QString& device, const QString& model) {
      return speeds.value(Session::speed_key(device, model)).toDouble();
    };
    context.speeds_stamp = session_.speeds_stamp();
    return context;
  });
  add_dock("audit_dock", tr("Audit"), audit_, Qt::RightDockWidgetArea);
  guard_wheel(*audit_);
  connect(audit_, &AuditPanel::chosen, this, &MainWindow::show_other_file);
  connect(audit_, &AuditPanel::failed, gallery_, &GalleryPanel::failed);
  connect(audit_, &AuditPanel::notice, gallery_, &GalleryPanel::notice);
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
  jobs_ = new JobDisplay(queue_, *this);
  zoom_ = new QLabel;
  zoom_->setObjectName("zoom");
  statusBar()->addPermanentWidget(zoom_);
  connect(canvas_, &Canvas::zoomed, this,
          [this](double zoom) { zoom_->setText(tr("%1 %").arg(qRound(zoom * 100))); });
  connect(canvas_, &Canvas::picture_changed, zoom_,
          [this] { zoom_->setVisible(!canvas_->picture().isNull()); });
  zoom_->hide();
}

void MainWindow::connect_models() {
  connect(model_choice_, &ModelChoice::chosen, audit_, &AuditPanel::context_changed);
  connect(model_choice_, &ModelChoice::failed, this, &MainWindow::tell_failure);
  connect(model_choice_, &ModelChoice::warned, this, [this](const QString& sentence) {
    messages_->show_message(MessageBar::Kind::warning, sentence);
  });
}

void MainWindow::connect_gallery() {
  using Path = std::filesystem::path;
  connect(gallery_, &GalleryPanel::chosen, this, &MainWindow::show_file);
  connect(gallery_, &GalleryPanel::restore_wanted, this, &MainWindow::restore);
  connect(gallery_, &GalleryPanel::again_wanted, this, [this](const Path& picture) {
    if (restore(picture)) generate();
  });
  connect(gallery_, &GalleryPanel::vary_wanted, this, [this](const Path& picture) {
    if (!restore(picture)) return;
    settings_->lock_seed(false);
    generate();
  });
  connect(gallery_, &GalleryPanel::failed, this, &MainWindow::tell_failure);
  connect(gallery_, &GalleryPanel::notice, this, &MainWindow::notify);
  connect(gallery_, &GalleryPanel::told_with_offer, this,
          [this](const QString& sentence, QAction* offer) {
            messages_->show_message(MessageBar::Kind::information, sentence, offer);
          });
  connect(gallery_, &GalleryPanel::trashed, this, [this](const Path& picture) {
    if (canvas_->path() == picture) canvas_->clear();
  });
  // The canvas' menu is about what the canvas shows, whatever the gallery has selected.
  connect(canvas_, &Canvas::opened_menu, this, [this](const QPoint& at) {
    gallery_->set_subject(canvas_->path());
    gallery_->menu()->popup(at);
  });
  if (!gallery_->warning().isEmpty()) {
    messages_->show_message(MessageBar::Kind::warning, gallery_->warning());
  }
  gallery_->rescan();
}

// Decoded on another thread; if more were asked for meanwhile, only the last is shown.
void MainWindow::show_file(const std::filesystem::path& picture) {
  if (queue_.busy()) canvas_->pin(true);
  auto* watcher = new QFutureWatcher<QImage>(this);
  connect(watcher, &QFutureWatcherBase::finished, this,
          [this, watcher, picture, mine = ++shown_file_] {
            watcher->deleteLater();
            const QImage image = watcher->result();
            if (mine != shown_file_ || image.isNull()) return;
            canvas_->show_picture(image, picture);
            if (picture == other_file_) gallery_->set_subject(picture);
          });
  watcher->setFuture(QtConcurrent::run([path = path_text(picture)] { return QImage(path); }));
}

// One that is not chosen in the gallery: of an audit, dropped, opened.
void MainWindow::show_other_file(const std::filesystem::path& picture) {
  other_file_ = picture;
  show_file(picture);
}

void MainWindow::notify(const QString& sentence) {
  messages_->show_message(MessageBar::Kind::information, sentence);
}

void MainWindow::tell_failure(const QString& sentence) {
  messages_->show_message(MessageBar::Kind::error, sentence);
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  // A palette set on the bar stays; the canvas and curves take the new one by themselves.
  if (event->type() == QEvent::PaletteChange && canvas_) canvas_->update();
}

// Sizes of the panels at the first start: most of the room is the picture's.
void MainWindow::arrange() {
  const auto dock = [&](const char* name) { return findChild<QDockWidget*>(name); };
  const int line = fontMetrics().height();
  resizeDocks({dock("settings_dock")}, {line * 15}, Qt::Horizontal);
  resizeDocks({dock("prompt_dock"), dock("settings_dock")}, {line * 17, line * 28}, Qt::Vertical);
  resizeDocks({dock("gallery_dock")}, {line * 5}, Qt::Vertical);
}

QStringList MainWindow::open_folds() const {
  QStringList open;
  for (const Fold* fold : findChildren<Fold*>()) {
    if (fold->is_open()) open << fold->objectName();
  }
  return open;
}

void MainWindow::show_open_folds(const QStringList& open) {
  for (Fold* fold : findChildren<Fold*>()) fold->set_open(open.contains(fold->objectName()));
}

void MainWindow::restore_session() {
  const QRect room = screen()->availableGeometry();
  const QSize frame(16, 48);  // of the window manager, which is not there yet
  resize(QSize(1600, 1000).boundedTo(room.size() - frame));
  arrange();
  first_layout_ = saveState(layout_version);
  restoreGeometry(session_.geometry());
  if (!windowState().testFlag(Qt::WindowMaximized)) {
    resize(size().boundedTo(screen()->availableGeometry().size()));
  }
  restore_layout(session_.layout());
  show_open_folds(session_.open_folds());
  RecipeDocument recipe = session_.recipe();
  // So that the very first picture is one press away. The built-in model reads English.
  if (!session_.hints_seen() && recipe.given.insert("prompt").second) {
    recipe.recipe.prompt = first_prompt;
  }
  recipe_.put_silently(recipe);
  settings_->set_count(session_.count());
  settings_->set_batch(session_.batch());
  settings_->lock_seed(session_.seed_locked());
  if (!session_.seed_locked()) settings_->roll_seed();
  recipe_.undo().clear();
  const std::filesystem::path picture = to_std(session_.picture());
  std::error_code error;
  if (std::filesystem::is_regular_file(picture, error)) show_other_file(picture);
}

void MainWindow::keep_session() {
  settings_->take_typed();
  const bool whole = layout_before_.isEmpty();
  session_.keep_window(whole ? saveGeometry() : geometry_before_,
                       whole ? saveState(layout_version) : layout_before_);
  session_.keep_open_folds(open_folds());
  session_.keep_picture(path_text(canvas_->path()));
  session_.keep_recipe(recipe_.document());
  session_.keep_job(settings_->count(), settings_->batch(), settings_->seed_locked());
  if (const auto& model = model_choice_->model()) session_.keep_model(path_text(model->path));
  session_.keep_model_places(model_choice_->shelf().places());
  session_.keep_hidden_models(model_choice_->shelf().hidden());
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  // After the layout has found its sizes.
  if (!session_.hints_seen()) QTimer::singleShot(0, this, &MainWindow::show_hints);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  // The person's own doing; a program that closes the window has asked already.
  const bool asks = event->spontaneous() || std::exchange(asks_to_close_, false);
  if (asks && !may_close()) return event->ignore();
  keep_session();
  keep_queue();
  closing_ = true;
  queue_.cancel_all();
  event->accept();
}

}  // namespace evenlight::studio
