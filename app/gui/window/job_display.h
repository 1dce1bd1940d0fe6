#pragma once

#include <QObject>

#include "app/gui/queue/job.h"
#include "app/gui/window/taskbar_progress.h"

class QLabel;
class QMainWindow;
class QProgressBar;

namespace evenlight::studio {

class JobQueue;

// How far the running job is, in the status bar, the window's title and the desktop's task bar.
class JobDisplay : public QObject {
  Q_OBJECT
 public:
  JobDisplay(JobQueue& queue, QMainWindow& window);

  void say(const QString& sentence);  // until the next job says something

 private:
  void show_started();
  void show_loading(const ModelLoading& loading);
  void show_progress(const JobProgress& progress);
  void show_finished(JobState state);
  void show_idle();
  void show_fraction(double fraction);
  void say_progress(const QString& sentence);  // nothing of it is left when the job is over

  JobQueue& queue_;
  QMainWindow& window_;
  TaskbarProgress taskbar_;
  QProgressBar* bar_;
  QLabel* words_;
  bool is_progress_ = false;
};

}  // namespace evenlight::studio
