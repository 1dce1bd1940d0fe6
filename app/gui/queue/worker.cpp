#include "app/gui/queue/worker.h"

#include <sys/resource.h>

#include <algorithm>
#include <new>
#include <optional>

#include "app/common/recipe/drawn_prompts.h"
#include "app/gui/queue/time_left.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

constexpr int rendering_nice = 5;
constexpr std::chrono::milliseconds preview_pause{30};

// Of a file, or of the weights in a folder.
qint64 bytes_of_model(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    return qint64(std::filesystem::file_size(path, error));
  }
  qint64 bytes = 0;
  for (const auto& item : std::filesystem::recursive_directory_iterator(path, error)) {
    const std::string suffix = item.path().extension().string();
    if (suffix == ".safetensors" || suffix == ".bin") bytes += qint64(item.file_size(error));
  }
  return bytes;
}

}  // namespace

// On Linux a thread has its own niceness, and the threads it starts inherit it: the window stays
// quick while every core computes. If the system refuses, pictures are made all the same.
void Worker::yield_to_window() {
  setpriority(PRIO_PROCESS, 0, rendering_nice);
}

void Worker::announce(const KnownModel& model) {
  session_.open(model);
  if (announced_ == model.path) return;
  announced_ = model.path;
  emit opened(facts_of(session_));
}

void Worker::open(const KnownModel& model) {
  yield_to_window();
  try {
    announced_.clear();
    announce(model);
  } catch (const std::exception& error) {
    emit open_failed(in_own_words(error));
  }
}

void Worker::run(const RenderJob& job) {
  finish(job.id, [&] {
    session_.open(job.model);
    render(job);
  });
}

void Worker::run_audit(const AuditJob& job) {
  finish(job.id, [&] {
    AuditEvents events;
    events.poll = [this] { poll(); };
    events.progressed = [this](const JobProgress& progress) { emit progressed(progress); };
    events.stored = [&](const audit::RunState& state) {
      emit audited(job.id, state.done, state.total);
    };
    events.note = [this](const Message& message) { note({message}); };
    events.loading = [&] { return load_report(job.id); };
    make_audit(job, session_, events);
  });
}

void Worker::poll() const {
  if (cancelled_) throw Error(ErrorKind::interrupted, say<"Cancelled.">());
}

// Does the work of a job and tells how it ended.
void Worker::finish(int job, const std::function<void()>& work) {
  yield_to_window();
  JobState state = JobState::done;
  QString sentence;
  try {
    work();
  } catch (const Error& error) {
    state = error.kind() == ErrorKind::interrupted ? JobState::cancelled : JobState::failed;
    sentence = in_own_words(error);
  } catch (const std::bad_alloc&) {
    state = JobState::failed;
    sentence =
        tr("There is not enough memory for this picture; take a smaller size or fewer "
           "pictures at once.");
  } catch (const std::exception& error) {
    state = JobState::failed;
    sentence = in_own_words(error);
  }
  emit finished(job, state, sentence);
}

void Worker::note(const Notes& notes) {
  for (const Message& message : notes) emit noted(in_own_words(message));
}

// A signal a percent, however many weights there are.
LoadReport Worker::load_report(int job) {
  ModelLoading loading{job, to_qt(session_.known().name), bytes_of_model(session_.known().path)};
  return [this, loading, percent = -1](double fraction) mutable {
    if (int(fraction * 100) == percent) return;
    percent = int(fraction * 100);
    loading.fraction = fraction;
    emit this->loading(loading);
  };
}

// Everything that can be known before the first step: the recipe, the seeds, the folder, the
// memory.
void Worker::check(RenderJob& job) {
  session_.begin(job.device);
  Notes notes;
  // What is not held against its requirements must not say that it was.
  if (!job.document.requirements.empty()) {
    notes.push_back(say<"The recipe's requirements are not checked here; its pictures are made "
                        "without them.">());
  }
  job.document.requirements.clear();
  job.document.record.reset();
  job.document.recipe.tries = job.document.recipe.guarantee = 0;
  session_.draw_prompts(job.document);
  session_.prepare(job.document, notes);
  note(notes);
  if (job.document.recipe.seed > UINT64_MAX - uint64_t(job.count - 1)) {
    throw Error(ErrorKind::usage,
                say<"The seeds would go beyond {0}; take a smaller one.">(UINT64_MAX));
  }
  session_.require_memory(job.document.recipe, size_t(std::min(job.batch, job.count)));
  path_for(job.folder, job.file_name, {job.document.recipe, to_qt(job.model.name)});
}

// What cannot be written is shown all the same, and the job ends with the reason.
void Worker::save(const RenderJob& job, const std::vector<Picture>& pictures) {
  std::optional<Error> failure;
  for (const Picture& picture : pictures) {
    SavedPicture shown{job.id, {}, job.document, to_qimage(picture.image)};
    shown.document.recipe.seed = picture.seed;
    session_.stamp(shown.document);
    try {
      const auto path =
          path_for(job.folder, job.file_name, {shown.document.recipe, to_qt(job.model.name)});
      session_.save(path, shown.document, picture, Overwrite::refuse);
      shown.path = path;
      emit saved(shown);
    } catch (const Error& error) {
      emit unsaved(shown, in_own_words(error));
      failure = error;
    }
  }
  if (failure) throw *failure;
}

void Worker::render(RenderJob job) {
  check(job);
  const Recipe& recipe = job.document.recipe;
  const QSize latent = latent_size(session_, recipe);
  const QSize size(int(recipe.width), int(recipe.height));
  LatentPreview& preview = previews_[job.model.path];
  const int batches = (job.count + job.batch - 1) / job.batch;
  const int steps = std::max(1, int(recipe.steps * strength_of(recipe)));  // that are walked
  TimeLeft left(batches, steps);
  int made = 0;
  const auto report_step = [&](int step) {
    emit progressed({job.id, step, steps, made, job.count, left.fraction(), left.seconds()});
  };
  auto last_preview = TimeLeft::Clock::now() - preview_pause;

  RenderOptions options;
  options.poll = [this] { poll(); };
  options.report = [&](const StepReport& report) {
    left.step_done(report.step);
    report_step(report.step);
    const auto now = TimeLeft::Clock::now();
    const size_t one = LatentPreview::channels * size_t(latent.width()) * size_t(latent.height());
    // A second, larger pass has latents of another size.
    const bool fits = report.x0.size() >= one && report.x0.size() <= one * size_t(job.batch);
    if (now - last_preview < preview_pause || !fits) return;
    last_preview = now;
    emit previewed(preview.paint(report.x0.first(one), latent.height(), latent.width()), size);
  };
  while (made < job.count) {
    options.poll();
    std::vector<uint64_t> seeds;
    for (int i = made; i < std::min(job.count, made + job.batch); ++i) {
      seeds.push_back(recipe.seed + uint64_t(i));
    }
    // What is drawn from a prompt may be another text for each seed.
    if (draws_for_each_seed(job.document)) seeds.resize(1);
    RenderJob now = job;
    now.document = session_.document_for(job.document, seeds.front());
    session_.load(now.document.recipe, seeds.size(), options.poll, load_report(job.id));
    left.batch_began();
    const auto began = TimeLeft::Clock::now();
    const std::vector<Picture> pictures = session_.render(now.document.recipe, seeds, options);
    const std::chrono::duration<double> taken = TimeLeft::Clock::now() - began;
    left.batch_done();
    emit timed({to_qt(session_.choice().device.id), to_qt(session_.known().name),
                session_.estimate_of(recipe, seeds.size()).flops_total / taken.count()});
    save(now, pictures);
    made += int(pictures.size());
    const Picture& last = pictures.back();
    // A part that was put back into its picture no longer lies over its latent.
    const bool whole = last.image.width == recipe.width && last.image.height == recipe.height;
    if (!preview.learned() && whole)
      preview.learn(last.latent, latent.height(), latent.width(), last.image);
    if (made < job.count) report_step(0);
  }
}

}  // namespace evenlight::studio
