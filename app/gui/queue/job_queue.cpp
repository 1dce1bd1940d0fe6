#include "app/gui/queue/job_queue.h"

#include <algorithm>

#include "app/gui/queue/worker.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

constexpr size_t kept_entries = 200;  // of jobs that are over
constexpr int thumbnail_side = 96;

QString state_text(JobState state) {
  switch (state) {
    case JobState::waiting:
      return JobQueue::tr("waiting");
    case JobState::running:
      return JobQueue::tr("running");
    case JobState::done:
      return JobQueue::tr("done");
    case JobState::cancelled:
      return JobQueue::tr("cancelled");
    case JobState::failed:
      return JobQueue::tr("failed");
  }
  return {};
}

}  // namespace

JobQueue::JobQueue(QObject* parent) : QAbstractListModel(parent), worker_(new Worker) {
  qRegisterMetaType<RenderJob>();
  qRegisterMetaType<ModelFacts>();
  qRegisterMetaType<JobProgress>();
  qRegisterMetaType<SavedPicture>();
  qRegisterMetaType<ModelLoading>();
  qRegisterMetaType<RenderSpeed>();
  qRegisterMetaType<JobState>();
  thread_.setObjectName("render");
  worker_->moveToThread(&thread_);
  connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
  connect(worker_, &Worker::progressed, this, &JobQueue::job_progressed);
  connect(worker_, &Worker::finished, this, &JobQueue::job_finished);
  connect(worker_, &Worker::saved, this, &JobQueue::picture_made);
  thread_.start();
}

JobQueue::~JobQueue() {
  cancel_all();
  thread_.quit();
  thread_.wait();
}

void JobQueue::open_model(const KnownModel& model) {
  QMetaObject::invokeMethod(worker_, [worker = worker_, model] { worker->open(model); });
}

int JobQueue::add(RenderJob job) {
  job.id = next_id_++;
  const QString prompt = to_qt(job.document.recipe.prompt).simplified();
  Entry entry{job.id, tr("%n picture(s)", nullptr, job.count),
              prompt.isEmpty() ? tr("(no prompt)") : prompt,
              [job](Worker& worker) { worker.run(job); }};
  entry.model = job.model;
  entry.render = std::move(job);
  return add(std::move(entry));
}

int JobQueue::add(AuditJob job) {
  job.id = next_id_++;
  Entry entry{job.id, tr("audit"), job.title, [job](Worker& worker) { worker.run_audit(job); }};
  if (job.choices) entry.model = job.model;
  return add(std::move(entry));
}

int JobQueue::add(Entry entry) {
  const int id = entry.id;
  const int row = int(entries_.size());
  beginInsertRows({}, row, row);
  entries_.push_back(std::move(entry));
  endInsertRows();
  start_next();
  return id;
}

bool JobQueue::busy() const {
  return std::ranges::any_of(entries_, [](const Entry& e) { return e.state == JobState::running; });
}

int JobQueue::waiting() const {
  return int(std::ranges::count(entries_, JobState::waiting, &Entry::state));
}

void JobQueue::start_next() {
  const auto next = std::ranges::find(entries_, JobState::waiting, &Entry::state);
  if (busy()) return;
  if (next == entries_.end() || paused_) {
    emit idle();
    return;
  }
  next->state = JobState::running;
  next->clock.start();
  row_changed(int(next - entries_.begin()));
  worker_->arm();
  emit started(next->id);
  QMetaObject::invokeMethod(worker_, [worker = worker_, work = next->work] { work(*worker); });
}

void JobQueue::pause(bool on) {
  if (paused_ == on) return;
  paused_ = on;
  emit paused_changed(on);
  if (!on) start_next();
}

int JobQueue::running_row() const {
  const auto running = std::ranges::find(entries_, JobState::running, &Entry::state);
  return running == entries_.end() ? -1 : int(running - entries_.begin());
}

double JobQueue::running_seconds() const {
  const int row = running_row();
  return row < 0 ? 0 : double(entries_[size_t(row)].clock.elapsed()) / 1000;
}

std::optional<KnownModel> JobQueue::running_model() const {
  const int row = running_row();
  return row < 0 ? std::nullopt : entries_[size_t(row)].model;
}

std::vector<RenderJob> JobQueue::unfinished() const {
  std::vector<RenderJob> jobs;
  for (const Entry& entry : entries_) {
    const bool open = entry.state == JobState::waiting || entry.state == JobState::running;
    if (!open || !entry.render || entry.made >= entry.render->count) continue;
    jobs.push_back(*entry.render);
    jobs.back().count -= entry.made;
    jobs.back().document.recipe.seed += uint64_t(entry.made);
  }
  return jobs;
}

void JobQueue::picture_made(const SavedPicture& picture) {
  const int row = row_of(picture.job);
  if (row < 0) return;
  Entry& entry = entries_[size_t(row)];
  ++entry.made;
  entry.thumbnail = picture.image.scaled(thumbnail_side, thumbnail_side, Qt::KeepAspectRatio,
                                         Qt::SmoothTransformation);
  row_changed(row);
}

void JobQueue::remove_finished() {
  for (int row = rowCount() - 1; row >= 0; --row) {
    const JobState state = entries_[size_t(row)].state;
    if (state != JobState::waiting && state != JobState::running) remove(row);
  }
}

void JobQueue::cancel() {
  worker_->cancel();
}

void JobQueue::cancel(int job) {
  remove(row_of(job));
}

std::optional<JobState> JobQueue::state_of(int job) const {
  const int row = row_of(job);
  if (row < 0) return std::nullopt;
  return entries_[size_t(row)].state;
}

void JobQueue::cancel_all() {
  for (int row = int(entries_.size()) - 1; row >= 0; --row) {
    if (entries_[size_t(row)].state == JobState::waiting) remove(row);
  }
  cancel();
}

void JobQueue::remove(int row) {
  if (row < 0 || row >= rowCount()) return;
  if (entries_[size_t(row)].state == JobState::running) return cancel();
  beginRemoveRows({}, row, row);
  entries_.erase(entries_.begin() + row);
  endRemoveRows();
}

void JobQueue::move(int row, int by) {
  const int to = row + by;
  const auto waits = [&](int at) {
    return at >= 0 && at < rowCount() && entries_[size_t(at)].state == JobState::waiting;
  };
  if (!waits(row) || !waits(to) || (by != 1 && by != -1)) return;
  beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
  std::swap(entries_[size_t(row)], entries_[size_t(to)]);
  endMoveRows();
}

int JobQueue::row_of(int job) const {
  const auto found = std::ranges::find(entries_, job, &Entry::id);
  return found == entries_.end() ? -1 : int(found - entries_.begin());
}

void JobQueue::row_changed(int row) {
  emit dataChanged(index(row), index(row));
}

void JobQueue::job_progressed(const JobProgress& progress) {
  const int row = row_of(progress.job);
  if (row < 0) return;
  entries_[size_t(row)].fraction = progress.fraction;
  row_changed(row);
  emit progressed(progress);
}

void JobQueue::job_finished(int job, JobState state, const QString& sentence) {
  const int row = row_of(job);
  entries_[size_t(row)].state = state;
  entries_[size_t(row)].sentence = sentence;
  row_changed(row);
  emit finished(job, state, sentence);
  if (entries_.size() > kept_entries && entries_.front().state != JobState::waiting) remove(0);
  start_next();
}

QString JobQueue::state_of_text(const Entry& entry) {
  return entry.state == JobState::running ? tr("%1 %").arg(qRound(entry.fraction * 100))
                                          : state_text(entry.state);
}

int JobQueue::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(entries_.size());
}

QVariant JobQueue::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Entry& entry = entries_[size_t(index.row())];
  switch (role) {
    case state_role:
      return int(entry.state);
    case fraction_role:
      return entry.fraction;
    case Qt::DecorationRole:
      return entry.thumbnail;
    case title_role:
      return entry.detail;
    case note_role:
      if (entry.state == JobState::failed) return entry.sentence;
      return tr("%1 · %2").arg(state_of_text(entry), entry.title);
    default:
      break;
  }
  if (role == Qt::ToolTipRole) return entry.sentence.isEmpty() ? entry.detail : entry.sentence;
  if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
  return tr("%1 · %2 · %3").arg(state_of_text(entry), entry.title, entry.detail.left(120));
}

}  // namespace evenlight::studio
