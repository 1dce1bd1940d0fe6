// From the button to the picture: what the window does while jobs run.
#include "app/common/files/output_path.h"
#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/queue/picture_files.h"
#include "app/gui/queue/worker.h"
#include "app/gui/settings/settings_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/duration_text.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/job_display.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/model_choice.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

constexpr double seconds_worth_asking = 60;

}  // namespace

void MainWindow::connect_worker() {
  Worker& worker = queue_.worker();
  connect(&worker, &Worker::opened, this, &MainWindow::model_opened);
  connect(&worker, &Worker::open_failed, this, &MainWindow::tell_failure);
  connect(&worker, &Worker::previewed, canvas_, &Canvas::show_preview);
  connect(&worker, &Worker::saved, this, &MainWindow::picture_saved);
  connect(&worker, &Worker::unsaved, this, &MainWindow::picture_unsaved);
  connect(&worker, &Worker::noted, this, [this](const QString& sentence) {
    messages_->show_message(MessageBar::Kind::warning, sentence);
  });
  connect(&worker, &Worker::timed, this, [this](const RenderSpeed& speed) {
    session_.keep_speed(speed);
    audit_->context_changed();
  });
  connect(&queue_, &JobQueue::started, this, [this] { show_idle(); });
  connect(&queue_, &JobQueue::finished, this, &MainWindow::job_finished);
  connect(&queue_, &JobQueue::idle, this, &MainWindow::show_idle);
}

void MainWindow::generate() {
  if (!model_choice_->model()) return tell_failure(tr("Choose a model first."));
  settings_->take_typed();
  if (!settings_->seed_locked()) settings_->roll_seed();
  RenderJob job;
  job.document = recipe_.document();
  job.document.model_name.clear();
  job.document.model_sha256.clear();
  // What is on the screen is what is made, also where nobody chose it.
  for (const RecipeField& field : recipe_fields())
    job.document.given.insert(std::string(field.key));
  job.model = *model_choice_->model();
  job.device.device = to_std(session_.device());
  job.count = settings_->count();
  job.batch = settings_->batch();
  job.folder = places_.pictures;
  job.file_name = session_.preferences().file_name;
  queue_.add(std::move(job));
  queue_.pause(false);
  keep_queue();
  keep_session();  // so that a crash does not lose what was written
}

void MainWindow::picture_saved(const SavedPicture& picture) {
  gallery_->add(picture.path, picture.image);
  if (!canvas_->pinned()) {
    ++shown_file_;  // newer than what may still be read
    canvas_->show_picture(picture.image, picture.path);
    gallery_->set_subject(picture.path);
  }
  jobs_->say(tr("Saved %1").arg(path_text(picture.path)));
  if (quit_after_picture_) close();
}

void MainWindow::cancel_running() {
  const bool ask =
      session_.preferences().ask_to_cancel && queue_.running_seconds() > seconds_worth_asking;
  if (ask && dialogs::choose(this, tr("Cancel this job?"),
                             tr("It has been running for %1. Finished pictures are kept.")
                                 .arg(duration_text(queue_.running_seconds())),
                             {tr("Cancel the job"), tr("Let it run")}) != 0) {
    return;
  }
  queue_.cancel();
}

void MainWindow::cancel_all() {
  const int waiting = queue_.waiting();
  if (waiting > 0 &&
      dialogs::choose(this, tr("Cancel all jobs?"),
                      tr("%n job(s) are waiting and would be removed.", nullptr, waiting),
                      {tr("Cancel all"), tr("Keep them")}) != 0) {
    return;
  }
  queue_.cancel_all();
}

void MainWindow::quit() {
  asks_to_close_ = true;
  close();
}

// What waits is kept for the next start; what is being made is not.
bool MainWindow::may_close() {
  if (!queue_.busy() || !session_.preferences().ask_to_quit) return true;
  QString text = tr("A picture is being made.");
  if (queue_.waiting() > 0) {
    text += " " + tr("%n more job(s) are waiting; they are kept for the next start.", nullptr,
                     queue_.waiting());
  }
  const int chosen = dialogs::choose(this, tr("Quit Evenlight?"), text,
                                     {tr("Quit now"), tr("Quit after this picture"), tr("Stay")});
  if (chosen == 1) {
    quit_after_picture_ = true;
    queue_.pause(true);
    notify(tr("Evenlight quits when this picture is finished."));
  }
  return chosen == 0;
}

void MainWindow::keep_queue() {
  if (!closing_) session_.keep_queue(queue_.unfinished());
}

// They wait until the person says so: the machine may be needed for something else now.
void MainWindow::restore_queue() {
  std::vector<RenderJob> jobs = session_.queue(places_.pictures);
  if (jobs.empty()) return;
  queue_.pause(true);
  for (RenderJob& job : jobs) queue_.add(std::move(job));
  messages_->show_message(
      MessageBar::Kind::warning,
      tr("%n job(s) from the last time are waiting in the queue.", nullptr, int(jobs.size())),
      resume_);
}

void MainWindow::picture_unsaved(const SavedPicture& picture) {
  ++shown_file_;
  canvas_->show_picture(picture.image);
  gallery_->set_subject({});  // it is no file
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
      messages_->show_message(MessageBar::Kind::error, in_own_words(error), save_unsaved_);
      break;
    }
    unsaved_.erase(unsaved_.begin());
    notify(tr("Saved %1").arg(file));
  }
  save_unsaved_->setEnabled(!unsaved_.empty());
}

void MainWindow::job_finished(int, JobState state, const QString& sentence) {
  canvas_->drop_preview();
  keep_queue();
  if (quit_after_picture_) return void(close());
  if (state == JobState::failed) {
    messages_->show_message(MessageBar::Kind::error, sentence,
                            unsaved_.empty() ? nullptr : save_unsaved_);
  }
  if (state == JobState::cancelled)
    notify(tr("Cancelled; the pictures that were finished are kept."));
}

void MainWindow::show_idle() {
  const bool busy = queue_.busy();
  cancel_->setEnabled(busy);
  if (busy) {
    messages_->drop_information();
  } else {
    canvas_->pin(false);  // the picture stays; the next job's is shown again
  }
}

}  // namespace evenlight::studio
