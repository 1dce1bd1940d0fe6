// From the button to the picture: what the window does while jobs run.
#include <QLabel>
#include <QProgressBar>

#include "app/common/files/output_path.h"
#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/queue/picture_files.h"
#include "app/gui/queue/worker.h"
#include "app/gui/settings/settings_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/duration_text.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/engine_sentences.h"
#include "app/gui/window/main_window.h"
#include "engine/base/error.h"

namespace evenlight::studio {

void MainWindow::connect_worker() {
  Worker& worker = queue_.worker();
  connect(&worker, &Worker::opened, this, &MainWindow::model_opened);
  connect(&worker, &Worker::open_failed, this, &MainWindow::tell_failure);
  connect(&worker, &Worker::previewed, canvas_, &Canvas::show_preview);
  connect(&worker, &Worker::saved, this, &MainWindow::picture_saved);
  connect(&worker, &Worker::unsaved, this, &MainWindow::picture_unsaved);
  connect(&worker, &Worker::noted, this, [this](const QString& sentence) {
    messages_->tell(MessageBar::Kind::warning, in_own_language(sentence));
  });
  connect(&queue_, &JobQueue::started, this, [this] { show_idle(); });
  connect(&queue_, &JobQueue::progressed, this, &MainWindow::progressed);
  connect(&queue_, &JobQueue::finished, this, &MainWindow::job_finished);
  connect(&queue_, &JobQueue::idle, this, &MainWindow::show_idle);
}

void MainWindow::generate() {
  if (!model_) return tell_failure(tr("Choose a model first."));
  if (!settings_->seed_locked()) settings_->roll_seed();
  RenderJob job;
  job.document = recipe_.document();
  job.document.model_name.clear();
  job.document.model_sha256.clear();
  // What is on the screen is what is made, also where nobody chose it.
  for (const RecipeField& field : recipe_fields())
    job.document.given.insert(std::string(field.key));
  job.model = *model_;
  job.device.device = to_std(session_.device());
  job.count = settings_->count();
  job.batch = settings_->batch();
  job.folder = places_.pictures;
  queue_.add(std::move(job));
  keep_session();  // so that a crash does not lose what was written
}

void MainWindow::progressed(const JobProgress& progress) {
  progress_->setValue(qRound(progress.fraction * 1000));
  taskbar_.show(progress.fraction);
  setWindowTitle(tr("%1 % – Evenlight").arg(qRound(progress.fraction * 100)));
  QString text = progress.of > 1
                     ? tr("picture %1 of %2, ").arg(progress.pictures + 1).arg(progress.of)
                     : QString();
  text += tr("step %1 of %2").arg(progress.step).arg(progress.steps);
  if (progress.seconds_left >= 0) {
    text += tr(", %1 left").arg(duration_text(progress.seconds_left));
  }
  if (queue_.waiting() > 0) text += tr(", %n more job(s) waiting", nullptr, queue_.waiting());
  time_left_->setText(text);
}

void MainWindow::picture_saved(const SavedPicture& picture) {
  ++shown_file_;  // newer than what may still be read
  canvas_->show_picture(picture.image);
  gallery_->add(picture.path, picture.image);
  time_left_->setText(tr("Saved %1").arg(path_text(picture.path)));
}

void MainWindow::picture_unsaved(const SavedPicture& picture) {
  ++shown_file_;
  canvas_->show_picture(picture.image);
  unsaved_.push_back(picture);
  save_unsaved_->setEnabled(true);
}

// One after another; those that are not given a place wait on.
void MainWindow::save_unsaved() {
  while (!unsaved_.empty()) {
    const SavedPicture& picture = unsaved_.front();
    canvas_->show_picture(picture.image);
    const QString name = to_qt(prompt_for_path(picture.document.recipe.prompt)) + "-" +
                         QString::number(picture.document.recipe.seed) + ".png";
    const QString file =
        dialogs::save_file(this, tr("Save the picture"), name, tr("Pictures (*.png)"));
    if (file.isEmpty()) break;
    try {
      write_as(to_std(file), picture);
    } catch (const Error& error) {
      messages_->tell(MessageBar::Kind::error, in_own_language(to_qt(error.what())), save_unsaved_);
      break;
    }
    unsaved_.erase(unsaved_.begin());
    tell(tr("Saved %1").arg(file));
  }
  save_unsaved_->setEnabled(!unsaved_.empty());
}

void MainWindow::job_finished(int, JobState state, const QString& sentence) {
  canvas_->drop_preview();
  if (state != JobState::done) time_left_->clear();
  if (state == JobState::failed) {
    messages_->tell(MessageBar::Kind::error, in_own_language(sentence),
                    unsaved_.empty() ? nullptr : save_unsaved_);
  }
  if (state == JobState::cancelled)
    tell(tr("Cancelled; the pictures that were finished are kept."));
}

void MainWindow::show_idle() {
  const bool busy = queue_.busy();
  progress_->setVisible(busy);
  progress_->setValue(0);
  cancel_->setEnabled(busy);
  if (busy) {
    messages_->hide();
    time_left_->setText(tr("Starting"));
  } else {
    setWindowTitle(tr("Evenlight"));
    taskbar_.clear();
  }
}

}  // namespace evenlight::studio
