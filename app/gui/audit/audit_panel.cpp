#include "app/gui/audit/audit_panel.h"

#include <QDate>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/gui/audit/audit_compare_page.h"
#include "app/gui/audit/audit_export.h"
#include "app/gui/audit/audit_header.h"
#include "app/gui/audit/audit_label_page.h"
#include "app/gui/audit/audit_results.h"
#include "app/gui/audit/audit_setup.h"
#include "app/gui/queue/worker.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

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
  header_ = new AuditHeader;
  column->addWidget(header_);
  setup_ = new AuditSetup;
  results_ = new AuditResults(thumbnails);
  labels_ = new AuditLabelPage(quick_tasks_);
  comparison_ = new AuditComparePage(quick_tasks_);
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

void AuditPanel::connect_parts() {
  connect(header_, &AuditHeader::picked, this, &AuditPanel::audit_picked);
  connect(header_, &AuditHeader::stop_wanted, this, &AuditPanel::stop);
  connect(header_, &AuditHeader::resume_wanted, this, &AuditPanel::resume);
  connect(header_, &AuditHeader::label_wanted, this, &AuditPanel::label);
  connect(header_, &AuditHeader::compare_wanted, this, &AuditPanel::compare);
  connect(header_, &AuditHeader::export_wanted, this, &AuditPanel::export_report);
  connect(setup_, &AuditSetup::start_wanted, this, &AuditPanel::start);
  connect(setup_, &AuditSetup::settings_toggled, this, &AuditPanel::context_changed);
  connect(setup_, &AuditSetup::references_changed, this, [this] { read(true); });
  connect(results_, &AuditResults::chosen, this, &AuditPanel::chosen);
  connect(labels_, &AuditLabelPage::labelled, this, [this] { read(false); });
  const auto to_results = [this] { pages_->setCurrentIndex(1); };
  connect(labels_, &AuditLabelPage::left, this, to_results);
  connect(comparison_, &AuditComparePage::left, this, to_results);
  connect(&report_reader_, &AuditReader::read, this, &AuditPanel::snapshot_read);
  connect(&report_reader_, &AuditReader::failed, this, &AuditPanel::failed);
  connect(&quick_tasks_, &AuditReader::failed, this, &AuditPanel::failed);
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
  context_changed();
  fill_audits();
}

void AuditPanel::context_changed() {
  if (isVisible()) setup_->show_context(context_());
}

void AuditPanel::fill_audits() {
  quick_tasks_.ask([folder = folder_] { return list_audits(folder); },
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
  header_->list(audits_, shown_);
  show_state();
}

void AuditPanel::audit_picked(int row) {
  if (row > 0) return open(audits_[size_t(row - 1)].folder);
  shown_.clear();
  snapshot_.reset();
  pages_->setCurrentIndex(0);
  show_state();
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
    header_->list(audits_, shown_);
  }
  read(true);
  show_state();
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
    job.choices = setup_->choices();
  } catch (const std::exception& error) {
    emit failed(in_own_words(error));
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
  job.folder = new_folder(job.choices->set.name, job.model.name);
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
  show_state();
}

void AuditPanel::stop() {
  for (const auto& [job, folder] : jobs_) {
    if (folder == shown_) return queue_.cancel(job);
  }
}

// Jobs that were taken out of the queue before they began end without a word.
void AuditPanel::queue_changed() {
  std::erase_if(jobs_, [&](const auto& job) { return !queue_.state_of(job.first); });
  show_state();
}

void AuditPanel::job_finished(int job) {
  const auto found = jobs_.find(job);
  if (found == jobs_.end()) return;
  const fs::path folder = found->second;
  jobs_.erase(found);
  fill_audits();
  if (folder == shown_) read(true);
  show_state();
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
  if (at_once) return report_reader_.read_now(shown_, setup_->references());
  report_reader_.read_soon(shown_, setup_->references());
}

void AuditPanel::snapshot_read(AuditSnapshotPtr snapshot) {
  if (snapshot->folder != shown_) return;
  snapshot_ = snapshot;
  results_->show_snapshot(snapshot);
  labels_->take_report(snapshot->report);
  show_state();
}

void AuditPanel::show_state() {
  const bool read = snapshot_ && snapshot_->folder == shown_;
  header_->show_state(!shown_.empty() && is_running(shown_), read ? snapshot_.get() : nullptr);
}

void AuditPanel::export_report(const QString& format) {
  const QString name = title_of(shown_) + "." + format;
  const QString path =
      dialogs::save_file(this, tr("Write the report"), name, tr("Report (*.%1)").arg(format));
  if (path.isEmpty()) return;
  const auto work = [audit = shown_, format = to_std(format), path = fs::path(to_std(path)),
                     target = setup_->references().target] {
    return write_report(audit, format, path, target);
  };
  quick_tasks_.ask(work, [this](const QString& file) {
    emit notice(tr("The report was written to %1.").arg(file));
  });
}

void AuditPanel::label() {
  pages_->setCurrentIndex(2);
  labels_->begin(shown_, results_->attribute());
}

void AuditPanel::compare() {
  pages_->setCurrentIndex(3);
  // What was made meanwhile, by the command too, is there to choose.
  struct Found {
    std::vector<KnownAudit> all, comparable;
    KnownAudit shown;
  };
  const auto look = [folder = folder_, shown = KnownAudit{shown_, title_of(shown_)}] {
    Found found{list_audits(folder), {}, {shown.folder, title_with_variant(shown)}};
    found.comparable = comparable_audits(shown.folder, found.all);
    return found;
  };
  quick_tasks_.ask(look, [this, snapshot = snapshot_](const Found& found) {
    audits_found(found.all);
    comparison_->begin(found.shown, snapshot, found.comparable);
  });
}

}  // namespace evenlight::studio
