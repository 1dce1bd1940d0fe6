#pragma once

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QImage>
#include <QThread>
#include <functional>
#include <optional>
#include <vector>

#include "app/gui/audit/audit_job.h"
#include "app/gui/queue/job.h"

namespace evenlight::studio {

class Worker;

// Jobs in the order in which they will be made, and the thread that makes them. Waiting ones can be
// moved and removed; the running one can be cancelled; a pause lets none begin.
class JobQueue : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { state_role = Qt::UserRole, fraction_role, title_role, note_role };
  explicit JobQueue(QObject* parent = nullptr);
  ~JobQueue() override;  // cancels what runs, and waits for it

  Worker& worker() { return *worker_; }
  void open_model(const KnownModel& model);

  int add(RenderJob job);  // its id; starts it if nothing runs
  int add(AuditJob job);
  void cancel(int job);  // that one, or takes it out if it waits
  std::optional<JobState> state_of(int job) const;
  void cancel();  // the running one
  void cancel_all();
  void remove(int row);  // a waiting one; cancels the running one
  void move(int row, int by);
  void remove_finished();
  // What is under way goes on; nothing new begins until the pause is over.
  void pause(bool on);
  bool paused() const { return paused_; }
  // Of the running job; 0 and nothing if none runs.
  double running_seconds() const;
  std::optional<KnownModel> running_model() const;
  int running_row() const;  // or -1
  // Pictures that are still to be made, for the next start; of the running job without those that
  // are finished.
  std::vector<RenderJob> unfinished() const;
  bool busy() const;
  int waiting() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 signals:
  void started(int job);
  void progressed(const evenlight::studio::JobProgress& progress);
  void finished(int job, evenlight::studio::JobState state, const QString& sentence);
  void idle();
  void paused_changed(bool on);

 private:
  struct Entry {
    int id = 0;
    QString title;   // what is made
    QString detail;  // of what
    std::function<void(Worker&)> work;
    JobState state = JobState::waiting;
    double fraction = 0;
    QString sentence = {};
    std::optional<KnownModel> model = {};
    std::optional<RenderJob> render = {};  // of pictures
    int made = 0;
    QImage thumbnail = {};  // of the last picture
    QElapsedTimer clock = {};
  };
  static QString state_of_text(const Entry& entry);
  int add(Entry entry);
  void start_next();
  void job_progressed(const JobProgress& progress);
  void job_finished(int job, JobState state, const QString& sentence);
  void picture_made(const SavedPicture& picture);
  int row_of(int job) const;
  void row_changed(int row);

  QThread thread_;
  Worker* worker_;
  std::vector<Entry> entries_;
  int next_id_ = 1;
  bool paused_ = false;
};

}  // namespace evenlight::studio
