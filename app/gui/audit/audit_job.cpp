#include "app/gui/audit/audit_job.h"

#include <algorithm>

#include "app/gui/queue/time_left.h"

namespace evenlight::studio {
namespace {

// How far the audit is, from what its session tells.
class AuditProgress {
 public:
  AuditProgress(const AuditJob& job, const audit::AuditDatabase& database, size_t batch,
                const AuditEvents& events)
      : job_(job),
        events_(events),
        steps_(database.settings().recipe.value("steps", 0)),
        missing_(int(audit::missing_images(database))),
        total_(int(database.images().size()) + missing_),
        done_(total_ - missing_),
        left_((missing_ + int(batch) - 1) / int(batch), steps_) {}

  AuditHooks hooks() {
    AuditHooks hooks;
    hooks.poll = events_.poll;
    hooks.note = events_.note;
    hooks.loaded = events_.loading();
    hooks.batch_began = [this](size_t pictures) {
      in_batch_ = int(pictures);
      left_.batch_began();
    };
    hooks.step = [this](const StepReport& report) {
      left_.step_done(report.step);
      show_progress(report.step);
    };
    hooks.stored = [this](const audit::RunState& state) {
      ++done_;
      if (--in_batch_ <= 0) left_.batch_done();
      show_progress(0);
      events_.stored(state);
    };
    return hooks;
  }

 private:
  void show_progress(int step) {
    events_.progressed({job_.id, step, steps_, std::min(done_, total_ - 1), total_,
                        left_.fraction(), left_.seconds()});
  }

  const AuditJob& job_;
  const AuditEvents& events_;
  int steps_, missing_, total_, done_;
  int in_batch_ = 0;  // pictures of the running batch that are not stored yet
  TimeLeft left_;
};

audit::AuditDatabase open_audit(const AuditJob& job, AuditSession& session,
                                std::vector<std::filesystem::path>& instruments) {
  if (!job.choices) {
    auto database = audit::AuditDatabase::open(job.folder, audit::AuditDatabase::Mode::write);
    instruments = session.take_up(database, {{}, {}, job.device});
    return database;
  }
  const AuditPlan plan =
      session.plan({*job.choices, job.model, job.document, job.instruments, job.device});
  instruments = plan.instruments;
  return audit::AuditDatabase::create(job.folder, plan.settings, {});
}

}  // namespace

void make_audit(const AuditJob& job, PictureSession& pictures, const AuditEvents& events) {
  AuditHooks before;
  before.poll = events.poll;
  before.note = events.note;
  AuditSession opening(pictures, before);
  std::vector<std::filesystem::path> instruments;
  auto database = open_audit(job, opening, instruments);
  const size_t batch = opening.batch_for(database.settings());
  AuditProgress progress(job, database, batch, events);
  AuditSession(pictures, progress.hooks()).run(database, instruments, batch);
}

}  // namespace evenlight::studio
