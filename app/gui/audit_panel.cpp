#include "app/gui/audit_panel.h"

#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/common/audit_reports.h"
#include "app/gui/audit_compare_page.h"
#include "app/gui/audit_label_page.h"
#include "app/gui/audit_results.h"
#include "app/gui/audit_setup.h"
#include "app/gui/dialogs.h"
#include "app/gui/text.h"
#include "app/gui/worker.h"
#include "engine/core/error.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

struct Format {
  const char* id;
  const char* text;
};
constexpr Format formats[] = {
    {"html", QT_TRANSLATE_NOOP("evenlight::studio::AuditPanel", "Web page (HTML)…")},
    {"pdf", QT_TRANSLATE_NOOP("evenlight::studio::AuditPanel", "Paper (PDF)…")},
    {"json", QT_TRANSLATE_NOOP("evenlight::studio::AuditPanel", "Everything (JSON)…")},
    {"csv", QT_TRANSLATE_NOOP("evenlight::studio::AuditPanel", "Counts (CSV)…")},
};

ReportFiles file_of(const std::string& format, const fs::path& path) {
  ReportFiles files;
  (format == "html"  ? files.html
   : format == "pdf" ? files.pdf
   : format == "csv" ? files.csv
                     : files.json) = path;
  return files;
}

// The whole report with every reference that the audit has, as `evenlight audit report` writes it.
QString write_report(const fs::path& audit, const std::string& format, const fs::path& path,
                     const std::optional<double>& target) {
  if (fs::weakly_canonical(path) == fs::weakly_canonical(audit / audit::AuditDatabase::kFile)) {
    throw Error(ErrorKind::usage, to_std(AuditPanel::tr("That is the audit itself; name another "
                                                        "file for the report.")));
  }
  const auto database = audit::AuditDatabase::open(audit, audit::AuditDatabase::Mode::read);
  audit::ReportSettings settings;
  settings.analysis.epsilon = database.settings().epsilon;
  settings.target_woman = target;
  const bool pictures = format == "html" || format == "pdf";
  write_reports(audit::report_of(database, settings),
                pictures ? audit::contact_sheet(database) : std::vector<audit::Thumbnail>{},
                file_of(format, path));
  return path_text(path);
}

// So that a small screen, or a large scale, cuts nothing off.
QWidget* scrolling(QWidget* page) {
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(page);
  return scroll;
}

// A name that every file system takes.
std::string folder_word(const std::string& text) {
  std::string word;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.';
    word += plain ? c : '_';
  }
  return word.substr(0, 60);
}

}  // namespace

fs::path audits_folder(const fs::path& pictures) {
  const fs::path whole = pictures.has_filename() ? pictures : pictures.parent_path();
  return whole.parent_path() / (whole.filename().string() + " audits");
}

AuditPanel::AuditPanel(JobQueue& queue, fs::path folder, const fs::path& thumbnails,
                       std::function<AuditContext()> context, QWidget* parent)
    : QWidget(parent), queue_(queue), folder_(std::move(folder)), context_(std::move(context)) {
  setObjectName("audit_panel");
  auto* column = new QVBoxLayout(this);
  column->addWidget(make_bar());
  progress_ = new QProgressBar;
  progress_->setObjectName("audit_progress");
  progress_->setAccessibleName(tr("Pictures of this audit"));
  progress_->setFormat(tr("%v of %m pictures"));
  progress_->hide();
  column->addWidget(progress_);
  setup_ = new AuditSetup;
  results_ = new AuditResults(thumbnails);
  labels_ = new AuditLabelPage(desk_);
  comparison_ = new AuditComparePage(desk_);
  pages_ = new QStackedWidget;
  pages_->setObjectName("audit_pages");
  for (QWidget* page : {static_cast<QWidget*>(setup_), static_cast<QWidget*>(results_),
                        scrolling(labels_), scrolling(comparison_)}) {
    pages_->addWidget(page);
  }
  column->addWidget(pages_, 1);
  connect_parts();
  audits_found({});
}

AuditPanel::~AuditPanel() = default;

QWidget* AuditPanel::make_bar() {
  auto* bar = new QWidget;
  auto* column = new QVBoxLayout(bar);
  column->setContentsMargins(0, 0, 0, 0);
  box_ = new QComboBox;
  box_->setObjectName("audit_box");
  box_->setAccessibleName(tr("Audit"));
  box_->setToolTip(tr("A new audit, or one that was made before"));
  box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box_->setMinimumContentsLength(20);
  column->addWidget(box_);
  auto* row = new QHBoxLayout;
  const auto add = [&](const char* name, const QString& text, const QString& tip, auto act) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    connect(button, &QPushButton::clicked, this, act);
    row->addWidget(button);
    return button;
  };
  stop_ = add("audit_stop", tr("S&top"), tr("Stops within a step; every picture stays"),
              &AuditPanel::stop);
  resume_ = add("audit_resume", tr("Go &on"), tr("Makes the pictures that are missing"),
                &AuditPanel::resume);
  label_button_ = add("audit_label", tr("&Label pictures…"),
                      tr("Say yourself how pictures read; the shares can be corrected by that"),
                      &AuditPanel::label);
  compare_button_ =
      add("audit_compare", tr("&Compare…"),
          tr("Lays this audit beside another one, picture by picture"), &AuditPanel::compare);
  export_ = new QToolButton;
  export_->setObjectName("audit_export");
  export_->setText(tr("E&xport"));
  export_->setToolTip(tr("Writes the report into a file"));
  export_->setAccessibleName(tr("Export the report"));
  export_->setPopupMode(QToolButton::InstantPopup);
  export_->setFocusPolicy(Qt::StrongFocus);
  auto* menu = new QMenu(export_);
  for (const Format& format : formats) {
    QAction* action =
        menu->addAction(tr(format.text), this, [this, &format] { export_report(format.id); });
    action->setObjectName(QString("action_audit_export_%1").arg(format.id));
  }
  export_->setMenu(menu);
  row->addWidget(export_);
  row->addStretch(1);
  column->addLayout(row);
  return bar;
}

void AuditPanel::connect_parts() {
  connect(box_, &QComboBox::activated, this, &AuditPanel::audit_picked);
  connect(setup_, &AuditSetup::start_wanted, this, &AuditPanel::start);
  connect(setup_, &AuditSetup::references_changed, this, [this] { read(true); });
  connect(results_, &AuditResults::chosen, this, &AuditPanel::chosen);
  connect(labels_, &AuditLabelPage::labelled, this, [this] { read(false); });
  const auto to_results = [this] { pages_->setCurrentIndex(1); };
  connect(labels_, &AuditLabelPage::left, this, to_results);
  connect(comparison_, &AuditComparePage::left, this, to_results);
  connect(&reader_, &AuditReader::read, this, &AuditPanel::snapshot_read);
  connect(&reader_, &AuditReader::failed, this, &AuditPanel::failed);
  connect(&desk_, &AuditReader::failed, this, &AuditPanel::failed);
  connect(&queue_.worker(), &Worker::audited, this, [this](int job, qint64, qint64) {
    const auto found = jobs_.find(job);
    if (found == jobs_.end()) return;
    if (audits_.empty() || title_of(found->second).isEmpty()) fill_audits();
    if (found->second == shown_) read(false);
  });
  connect(&queue_, &JobQueue::started, this, &AuditPanel::queue_changed);
  connect(&queue_, &JobQueue::finished, this, [this](int job) { job_finished(job); });
  connect(&queue_, &JobQueue::rowsRemoved, this, &AuditPanel::queue_changed);
}

void AuditPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  model_changed();
  fill_audits();
}

void AuditPanel::model_changed() {
  const AuditContext context = context_();
  setup_->set_model(context.model ? to_qt(context.model->name) : QString());
}

void AuditPanel::fill_audits() {
  desk_.ask([folder = folder_] { return list_audits(folder); },
            [this](const std::vector<KnownAudit>& found) { audits_found(found); });
}

void AuditPanel::audits_found(const std::vector<KnownAudit>& found) {
  std::vector<KnownAudit> audits = found;
  const auto listed = [&](const fs::path& folder) {
    return std::ranges::any_of(audits, [&](const auto& known) { return known.folder == folder; });
  };
  // One that has no picture yet, or lies elsewhere.
  if (!shown_.empty() && !listed(shown_)) {
    audits.insert(audits.begin(), {shown_, path_text(shown_.filename())});
  }
  audits_ = std::move(audits);
  const QSignalBlocker quiet(box_);
  box_->clear();
  box_->addItem(tr("A new audit"));
  for (const KnownAudit& known : audits_) {
    box_->addItem(known.title, path_text(known.folder));
    if (known.folder == shown_) box_->setCurrentIndex(box_->count() - 1);
  }
  show_buttons();
}

void AuditPanel::audit_picked(int row) {
  if (row > 0) return open(audits_[size_t(row - 1)].folder);
  shown_.clear();
  snapshot_.reset();
  pages_->setCurrentIndex(0);
  show_buttons();
}

void AuditPanel::open(const fs::path& folder) {
  const bool other = folder != shown_;
  shown_ = folder;
  pages_->setCurrentIndex(1);
  if (other) {
    snapshot_.reset();
    results_->clear(is_running(folder) ? tr("The first picture is being made.") : tr("Reading…"));
  }
  if (title_of(folder).isEmpty()) {
    audits_found(audits_);
  } else {
    box_->setCurrentIndex(box_->findData(path_text(folder)));
  }
  read(true);
  show_buttons();
}

QString AuditPanel::title_of(const fs::path& folder) const {
  for (const KnownAudit& known : audits_) {
    if (known.folder == folder) return known.title;
  }
  return {};
}

fs::path AuditPanel::new_folder(const std::string& set, const std::string& model) const {
  const std::string stem = folder_word(set) + " " + folder_word(model) + " " +
                           to_std(QDate::currentDate().toString(Qt::ISODate));
  const auto taken = [&](const fs::path& path) {
    std::error_code error;
    if (fs::exists(path, error)) return true;
    return std::ranges::any_of(jobs_, [&](const auto& job) { return job.second == path; });
  };
  fs::path path = folder_ / stem;
  for (int again = 2; taken(path); ++again) path = folder_ / (stem + " " + std::to_string(again));
  return path;
}

void AuditPanel::start() {
  const AuditContext context = context_();
  if (!context.model) return;
  AuditJob job;
  try {
    job.wish = setup_->wish();
  } catch (const std::exception& error) {
    emit failed(to_qt(error.what()));
    return;
  }
  job.model = *context.model;
  job.device = context.device;
  job.instruments = setup_->instruments();
  if (setup_->with_window_settings()) {
    job.document = context.recipe;
    job.document.model_name.clear();
    job.document.model_sha256.clear();
    for (const char* key : {"prompt", "seed"}) job.document.given.erase(key);
  }
  job.folder = new_folder(job.wish->set.name, job.model.name);
  job.title = path_text(job.folder.filename());
  const fs::path folder = job.folder;
  const int id = queue_.add(std::move(job));
  jobs_[id] = folder;
  open(folder);
}

void AuditPanel::resume() {
  if (shown_.empty() || is_running(shown_)) return;
  AuditJob job;
  job.folder = shown_;
  job.title = path_text(shown_.filename());
  job.device = context_().device;
  jobs_[queue_.add(std::move(job))] = shown_;
  show_buttons();
}

void AuditPanel::stop() {
  for (const auto& [job, folder] : jobs_) {
    if (folder == shown_) return queue_.cancel(job);
  }
}

// Jobs that were taken out of the queue before they began end without a word.
void AuditPanel::queue_changed() {
  std::erase_if(jobs_, [&](const auto& job) { return !queue_.state_of(job.first); });
  show_buttons();
}

void AuditPanel::job_finished(int job) {
  const auto found = jobs_.find(job);
  if (found == jobs_.end()) return;
  const fs::path folder = found->second;
  jobs_.erase(found);
  fill_audits();
  if (folder == shown_) read(true);
  show_buttons();
}

bool AuditPanel::is_running(const fs::path& folder) const {
  return std::ranges::any_of(jobs_, [&](const auto& job) { return job.second == folder; });
}

void AuditPanel::read(bool at_once) {
  if (shown_.empty()) return;
  // A new audit has no database before its first picture; if it failed before, none ever.
  if (!audit::AuditDatabase::exists(shown_)) {
    if (!is_running(shown_)) results_->clear(tr("This audit ended before its first picture."));
    return;
  }
  if (at_once) return reader_.read_now(shown_, setup_->references());
  reader_.read_soon(shown_, setup_->references());
}

void AuditPanel::snapshot_read(AuditSnapshotPtr snapshot) {
  if (snapshot->folder != shown_) return;
  snapshot_ = snapshot;
  results_->show_snapshot(snapshot);
  labels_->show_check(snapshot->report);
  show_buttons();
}

void AuditPanel::show_buttons() {
  const bool running = !shown_.empty() && is_running(shown_);
  const bool read = snapshot_ && snapshot_->folder == shown_;
  stop_->setVisible(running);
  resume_->setVisible(!running && read && snapshot_->missing > 0);
  label_button_->setEnabled(read && snapshot_->made > 0);
  compare_button_->setEnabled(read && snapshot_->made > 0);
  export_->setEnabled(read);
  progress_->setVisible(running || (read && snapshot_->missing > 0));
  if (read) {
    progress_->setRange(0, int(snapshot_->made + snapshot_->missing));
    progress_->setValue(int(snapshot_->made));
  } else {
    progress_->setRange(0, 0);
  }
}

void AuditPanel::export_report(const QString& format) {
  const QString name = "report." + format;
  const QString path =
      dialogs::save_file(this, tr("Write the report"), name, tr("Report (*.%1)").arg(format));
  if (path.isEmpty()) return;
  const auto work = [audit = shown_, format = to_std(format), path = fs::path(to_std(path)),
                     target = setup_->references().target] {
    return write_report(audit, format, path, target);
  };
  desk_.ask(work, [this](const QString& file) {
    emit told(tr("The report was written to %1.").arg(file));
  });
}

void AuditPanel::label() {
  pages_->setCurrentIndex(2);
  labels_->begin(shown_);
}

void AuditPanel::compare() {
  pages_->setCurrentIndex(3);
  // What was made meanwhile, by the command too, is there to choose.
  desk_.ask([folder = folder_] { return list_audits(folder); },
            [this, first = KnownAudit{shown_, title_of(shown_)},
             snapshot = snapshot_](const auto& found) {
              audits_found(found);
              comparison_->begin(first, snapshot, audits_);
            });
}

}  // namespace evenlight::studio
