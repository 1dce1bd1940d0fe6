#include "app/gui/queue/worker.h"

#include <sys/resource.h>

#include <new>

#include "app/gui/queue/time_left.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

constexpr int rendering_nice = 5;
constexpr std::chrono::milliseconds preview_pause{30};

}  // namespace

// On Linux a thread has its own niceness, and the threads it starts inherit it: the window stays
// quick while every core computes. If the system refuses, pictures are made all the same.
void Worker::yield_to_window() {
  setpriority(PRIO_PROCESS, 0, rendering_nice);
}

void Worker::announce(const KnownModel& model) {
  maker_.open(model);
  if (announced_ == model.path) return;
  announced_ = model.path;
  emit opened(maker_.facts());
}

void Worker::open(const KnownModel& model) {
  yield_to_window();
  try {
    announced_.clear();
    announce(model);
  } catch (const std::exception& error) {
    emit open_failed(to_qt(error.what()));
  }
}

void Worker::run(const RenderJob& job) {
  finish(job.id, [&] {
    maker_.open(job.model);
    render(job);
  });
}

void Worker::run_audit(const AuditJob& job) {
  finish(job.id, [&] {
    AuditHooks hooks;
    hooks.poll = [this] { poll(); };
    hooks.progressed = [this](const JobProgress& progress) { emit progressed(progress); };
    hooks.stored = [&](const audit::RunState& state) {
      emit audited(job.id, state.done, state.total);
    };
    make_audit(job, maker_, hooks);
  });
}

void Worker::poll() const {
  if (cancelled_) throw Error(ErrorKind::interrupted, "Cancelled.");
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
    sentence = to_qt(error.what());
  } catch (const std::bad_alloc&) {
    state = JobState::failed;
    sentence =
        tr("There is not enough memory for this picture; take a smaller size or fewer "
           "pictures at once.");
  } catch (const std::exception& error) {
    state = JobState::failed;
    sentence = to_qt(error.what());
  }
  emit finished(job, state, sentence);
}

void Worker::render(RenderJob job) {
  maker_.prepare(job);
  const Recipe& recipe = job.document.recipe;
  const QSize latent = maker_.latent_size(recipe);
  const QSize size(int(recipe.width), int(recipe.height));
  LatentPreview& preview = previews_[job.model.path];
  const int batches = (job.count + job.batch - 1) / job.batch;
  TimeLeft left(batches, recipe.steps);
  int made = 0;
  const auto tell = [&](int step) {
    emit progressed({job.id, step, recipe.steps, made, job.count, left.fraction(), left.seconds()});
  };
  auto last_preview = TimeLeft::Clock::now() - preview_pause;

  RenderOptions options;
  options.poll = [this] { poll(); };
  options.report = [&](const StepReport& report) {
    left.step_done(report.step);
    tell(report.step);
    const auto now = TimeLeft::Clock::now();
    const size_t one = LatentPreview::channels * size_t(latent.width()) * size_t(latent.height());
    if (now - last_preview < preview_pause || report.x0.size() < one) return;
    last_preview = now;
    emit previewed(preview.paint(report.x0.first(one), latent.height(), latent.width()), size);
  };
  while (made < job.count) {
    options.poll();
    std::vector<uint64_t> seeds;
    for (int i = made; i < std::min(job.count, made + job.batch); ++i) {
      seeds.push_back(recipe.seed + uint64_t(i));
    }
    left.batch_began();
    const std::vector<Picture> pictures = maker_.render(job, seeds, options);
    left.batch_done();
    for (const Picture& picture : pictures) {
      emit saved(maker_.save(job, picture));
      ++made;
    }
    const Picture& last = pictures.back();
    if (!preview.learned()) preview.learn(last.latent, latent.height(), latent.width(), last.image);
    if (made < job.count) tell(0);
  }
}

}  // namespace evenlight::studio
