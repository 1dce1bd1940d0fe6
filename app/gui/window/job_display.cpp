#include "app/gui/window/job_display.h"

#include <QLabel>
#include <QMainWindow>
#include <QProgressBar>
#include <QStatusBar>

#include "app/gui/queue/job_queue.h"
#include "app/gui/queue/worker.h"
#include "app/gui/widgets/duration_text.h"

namespace evenlight::studio {

JobDisplay::JobDisplay(JobQueue& queue, QMainWindow& window)
    : QObject(&window), queue_(queue), window_(window) {
  bar_ = new QProgressBar;
  bar_->setObjectName("progress");
  bar_->setAccessibleName(tr("Progress of this job"));
  bar_->setRange(0, 1000);
  bar_->setFormat("%p %");
  bar_->hide();
  words_ = new QLabel;
  words_->setObjectName("time_left");
  window.statusBar()->addWidget(bar_, 2);
  window.statusBar()->addWidget(words_, 3);
  connect(&queue, &JobQueue::started, this, &JobDisplay::show_started);
  connect(&queue, &JobQueue::progressed, this, &JobDisplay::show_progress);
  connect(&queue, &JobQueue::finished, this, [this](int, JobState state) { show_finished(state); });
  connect(&queue, &JobQueue::idle, this, &JobDisplay::show_idle);
  connect(&queue.worker(), &Worker::loading, this, &JobDisplay::show_loading);
}

void JobDisplay::say(const QString& sentence) {
  words_->setText(sentence);
  is_progress_ = false;
}

void JobDisplay::say_progress(const QString& sentence) {
  words_->setText(sentence);
  is_progress_ = true;
}

void JobDisplay::show_started() {
  bar_->show();
  bar_->setValue(0);
  say_progress(tr("Starting…"));
}

// A large model is read before the first step.
void JobDisplay::show_loading(const ModelLoading& loading) {
  if (!queue_.busy()) return;
  show_fraction(loading.fraction);
  say_progress(tr("Loading %1 (%2)…")
                   .arg(loading.model, window_.locale().formattedDataSize(
                                           loading.bytes, 1, QLocale::DataSizeTraditionalFormat)));
}

void JobDisplay::show_progress(const JobProgress& progress) {
  show_fraction(progress.fraction);
  taskbar_.show(progress.fraction);
  window_.setWindowTitle(tr("%1 % – Evenlight").arg(qRound(progress.fraction * 100)));
  QString text = progress.of > 1
                     ? tr("picture %1 of %2, ").arg(progress.pictures + 1).arg(progress.of)
                     : QString();
  text += tr("step %1 of %2").arg(progress.step).arg(progress.steps);
  if (progress.seconds_left >= 0) {
    text += tr(", %1 left").arg(duration_text(progress.seconds_left));
  }
  if (queue_.waiting() > 0) text += tr(", %n more job(s) waiting", nullptr, queue_.waiting());
  say_progress(text);
}

void JobDisplay::show_finished(JobState state) {
  if (is_progress_ || state != JobState::done) say({});
}

void JobDisplay::show_idle() {
  bar_->setVisible(queue_.busy());
  if (queue_.busy()) return;
  window_.setWindowTitle(tr("Evenlight"));
  taskbar_.clear();
}

void JobDisplay::show_fraction(double fraction) {
  bar_->setValue(qRound(fraction * bar_->maximum()));
}

}  // namespace evenlight::studio
