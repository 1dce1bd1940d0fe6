#pragma once

#include <fmt/format.h>

#include <string>

#include "app/cli/audit_run_flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/cli/progress.h"
#include "app/common/session/audit_session.h"
#include "app/common/session/generator_session.h"
#include "bias_audit/measure/runner.h"

namespace evenlight::cli {

// The session's hooks as progress on the console.
class AuditProgress {
 public:
  AuditProgress(Console& console, ProgressStyle style, const audit::AuditDatabase& database)
      : progress_(console, style, size_t(audit::missing_images(database))),
        told_(fmt::format("Interrupted; the images that were finished are kept: evenlight audit "
                          "resume {} goes on.",
                          database.folder().string())) {}

  Poll poll() const { return InterruptGuard::poll(told_.c_str()); }

  AuditHooks hooks() {
    AuditHooks hooks = quiet_hooks();
    hooks.poll = poll();
    hooks.loaded = [this](double share) { progress_.load(share); };
    hooks.batch_began = [this](size_t pictures) { progress_.begin(pictures); };
    hooks.step = [this](const StepReport& report) { progress_.step(report.step, report.steps); };
    hooks.made = [this](const PictureFile& file) {
      progress_.saved(file.path, file.document.recipe.seed);
    };
    return hooks;
  }

  // The same where a server makes the pictures.
  GeneratorHooks generator_hooks() {
    GeneratorHooks hooks = quiet_generator_hooks();
    hooks.asking = [this] { progress_.begin(1); };
    hooks.stored = [this](const audit::RunState& state) {
      progress_.saved(state.last->file, state.last->seed);
    };
    return hooks;
  }

  static GeneratorHooks quiet_generator_hooks() {
    GeneratorHooks hooks;
    hooks.note = [](const Message& note) { show_notes({note}); };
    return hooks;
  }

 private:
  InterruptGuard guard_;
  Progress progress_;
  std::string told_;
};

}  // namespace evenlight::cli
