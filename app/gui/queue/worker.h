#pragma once

#include <QObject>
#include <atomic>
#include <map>

#include "app/gui/audit/audit_job.h"
#include "app/gui/canvas/latent_preview.h"
#include "app/gui/queue/job.h"
#include "app/gui/queue/picture_files.h"

namespace evenlight::studio {

// Lives on the thread that renders and owns the model. The window talks to it by queued calls and
// signals only; `cancel` may be called from any thread.
class Worker : public QObject {
  Q_OBJECT
 public:
  // What is running stops within a piece of work; what is finished is kept.
  void cancel() { cancelled_ = true; }
  // Before the call of `run` is queued, so that a cancel in between is not lost.
  void arm() { cancelled_ = false; }

 public slots:
  void open(const evenlight::KnownModel& model);
  void run(const evenlight::studio::RenderJob& job);
  void run_audit(const evenlight::studio::AuditJob& job);

 signals:
  void opened(const evenlight::studio::ModelFacts& facts);
  void open_failed(const QString& sentence);
  // While weights are read, before the first step; not where they are in memory already.
  void loading(const evenlight::studio::ModelLoading& loading);
  void progressed(const evenlight::studio::JobProgress& progress);
  void previewed(const QImage& image, const QSize& size);
  void saved(const evenlight::studio::SavedPicture& picture);
  // It could not be written: it has no path, and `sentence` says why.
  void unsaved(const evenlight::studio::SavedPicture& picture, const QString& sentence);
  // What was done otherwise than one may think; not an end.
  void noted(const QString& sentence);
  // After a batch of pictures.
  void timed(const evenlight::studio::RenderSpeed& speed);
  // A picture of an audit was stored.
  void audited(int job, qint64 done, qint64 total);
  void finished(int job, evenlight::studio::JobState state, const QString& sentence);

 private:
  void finish(int job, const std::function<void()>& work);
  void poll() const;  // throws when it was cancelled
  void render(RenderJob job);
  void check(RenderJob& job);
  void save(const RenderJob& job, const std::vector<Picture>& pictures);
  void note(const Notes& notes);
  LoadReport load_report(int job);
  void announce(const KnownModel& model);
  void yield_to_window();

  PictureSession session_;
  std::filesystem::path announced_;
  std::map<std::filesystem::path, LatentPreview> previews_;  // by model
  std::atomic<bool> cancelled_ = false;
};

}  // namespace evenlight::studio
