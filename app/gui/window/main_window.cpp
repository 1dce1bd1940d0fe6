#include "app/gui/window/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFutureWatcher>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>
#include <QtConcurrent>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/details_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/models/models_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/queue/queue_panel.h"
#include "app/gui/settings/settings_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/wheel_guard.h"

namespace evenlight::studio {
namespace {

constexpr const char* first_prompt = "a cartoon portrait of an astronaut";

}  // namespace

MainWindow::MainWindow(const Places& places)
    : places_(places), session_(places.settings), shelf_(session_.model_places()) {
  setObjectName("main_window");
  setWindowTitle(tr("Evenlight"));
  setWindowIcon(icon(Icon::program));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  apply_theme(session_.theme());
  shelf_.set_hidden(session_.hidden_models());
  dialogs::remember_folders_in(places.settings,
                               QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
  make_panels();
  make_status();
  make_actions();
  connect_worker();
  connect_gallery();
  connect(&shelf_, &ModelShelf::looked, this, &MainWindow::fill_models);
  restore_session();
  open_first_model();
  restore_queue();
  shelf_.look();
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
  gallery_->ask_before_trash(session_.preferences().ask_to_trash);
  add_dock("gallery_dock", tr("Gallery"), gallery_, Qt::RightDockWidgetArea);
  auto* details = new DetailsPanel(recipe_);
  add_dock("details_dock", tr("Details"), details, Qt::RightDockWidgetArea);
  connect(canvas_, &Canvas::picture_changed, details,
          [this, details] { details->show_picture(canvas_->path()); });
  connect(details, &DetailsPanel::seed_used, this, [this] { settings_->lock_seed(true); });
  models_ = new ModelsPanel(shelf_);
  add_dock("models_dock", tr("Models"), models_, Qt::RightDockWidgetArea);
  connect(models_, &ModelsPanel::use_wanted, this, &MainWindow::use_model);
  models_->set_device(session_.device());
  connect(models_, &ModelsPanel::device_wanted, this,
          [this](const QString& id) { session_.keep_device(id); });
  connect(models_, &ModelsPanel::failed, this, &MainWindow::tell_failure);
  make_audit_panel();
  auto* gallery = findChild<QDockWidget*>("gallery_dock");
  tabifyDockWidget(gallery, findChild<QDockWidget*>("details_dock"));
  tabifyDockWidget(gallery, findChild<QDockWidget*>("models_dock"));
  tabifyDockWidget(gallery, findChild<QDockWidget*>("audit_dock"));
  gallery->raise();
}

void MainWindow::make_audit_panel() {
  audit_ = new AuditPanel(queue_, audits_folder(places_.pictures), places_.thumbnails, [this] {
    AuditContext context{model_, recipe_.document(), {}};
    context.device.device = to_std(session_.device());
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
  connect(canvas_, &Canvas::picture_changed, zoom_,
          [this] { zoom_->setVisible(!canvas_->picture().isNull()); });
  zoom_->hide();
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
  resizeDocks({dock("settings_dock"), dock("gallery_dock")}, {line * 17, line * 15},
              Qt::Horizontal);
  resizeDocks({dock("prompt_dock"), dock("settings_dock")}, {line * 19, line * 28}, Qt::Vertical);
  resizeDocks({dock("queue_dock"), dock("gallery_dock")}, {line * 9, line * 38}, Qt::Vertical);
}

void MainWindow::restore_session() {
  const QRect room = screen()->availableGeometry();
  const QSize frame(16, 48);  // of the window manager, which is not there yet
  resize(QSize(1280, 820).boundedTo(room.size() - frame));
  arrange();
  first_layout_ = saveState();
  restoreGeometry(session_.geometry());
  if (!windowState().testFlag(Qt::WindowMaximized)) {
    resize(size().boundedTo(screen()->availableGeometry().size()));
  }
  restoreState(session_.layout());
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
                       whole ? saveState() : layout_before_);
  session_.keep_picture(path_text(canvas_->path()));
  session_.keep_recipe(recipe_.document());
  session_.keep_job(settings_->count(), settings_->batch(), settings_->seed_locked());
  if (model_) session_.keep_model(path_text(model_->path));
  session_.keep_model_places(shelf_.places());
  session_.keep_hidden_models(shelf_.hidden());
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
