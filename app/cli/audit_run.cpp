#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_run_flags.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/json.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;

// What follows the settings: the audit's pictures from the first missing one to the last.
class AuditRun {
 public:
  AuditRun(Console& console, ProgressStyle style, audit::AuditDatabase& database,
           Renderer& renderer, const std::vector<fs::path>& manifests)
      : console_(console),
        style_(style),
        database_(database),
        renderer_(renderer),
        instruments_(std::make_shared<audit::Instruments>(manifests)) {
    document_ = recipe_from_json(database.settings().recipe, database.folder().string());
    renderer.complete(document_);
    renderer.require_memory(document_.recipe, 1);
    told_ = fmt::format(
        "Interrupted; the images that were finished are kept: evenlight audit resume {} goes on.",
        database.folder().string());
  }

  void run() {
    const InterruptGuard guard;
    Progress progress(console_, style_, size_t(audit::missing_images(database_)));
    audit::run_audit(database_, audit_tools(document_, instruments_, [&](const auto&... what) {
                       return render(what..., progress);
                     }));
  }

 private:
  std::string render(const RecipeDocument& document, const fs::path& file, Progress& progress) {
    RenderTask task;
    task.document = document;
    renderer_.settle_embeddings(task.document);
    task.seeds = {document.recipe.seed};
    task.paths = {file};
    task.overwrite = Overwrite::allow;  // of a picture that a stop left without its row
    RenderResult result;
    const Poll poll = InterruptGuard::poll(told_.c_str());
    poll();
    renderer_.render(task, progress, poll, result);
    return dump_json(result.images.at(0).at("recipe"));
  }

  Console& console_;
  ProgressStyle style_;
  audit::AuditDatabase& database_;
  Renderer& renderer_;
  std::shared_ptr<const audit::Instruments> instruments_;
  RecipeDocument document_;
  std::string told_;
};

class AuditRunVerb : public Command {
 public:
  void declare(CLI::App& app) override {
    flags_.declare(app);
    constexpr const char* where = "Where it goes";
    text_flag(app, "--output", output_, "a new folder for the database and the images", "DIR")
        ->group(where);
    text_flag(app, "--shard", shard_,
              "one part of it, I from 0 to N-1 (default: as a cluster's queue says, else all)",
              "I/N")
        ->group(where);
    number_flag<int64_t>(app, "--shards", shards_, 1, 1000000,
                         "the number of parts where only JOB_COMPLETION_INDEX is set")
        ->group(where);
    app.add_flag("--no-report", no_report_, "leave out report.html, .pdf, .json and .csv")
        ->group(where);
    text_flag(app, "--progress", progress_, "auto, bar, json or none (default auto)", "STYLE")
        ->group(where);
  }

  int run(Console& console) override {
    const ProgressStyle style = progress_style(progress_, console, common.quiet);
    if (output_.empty()) {
      throw Error(ErrorKind::usage, "audit run: give a new folder with --output DIR.");
    }
    if (audit::AuditDatabase::exists(output_)) {
      throw Error(ErrorKind::usage,
                  fmt::format("--output: {} holds an audit already; evenlight audit resume {} goes "
                              "on with it.",
                              output_, output_));
    }
    const audit::Shard shard = find_shard(shard_, shards_);
    AuditPlan plan = flags_.resolve("run", flags_.device());
    if (shard.count > 1) spdlog::info("shard {} of {}", shard.index, shard.count);
    {
      auto database = audit::AuditDatabase::create(output_, plan.settings, shard);
      AuditRun(console, style, database, *plan.renderer, plan.instruments).run();
    }
    finish_audit(console, common.json, output_, !no_report_);
    return 0;
  }

 private:
  AuditRunFlags flags_;
  std::string output_, shard_, progress_ = "auto";
  int64_t shards_ = 0;
  bool no_report_ = false;
};

class AuditResume : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("audit", folder_, "the audit's folder")->type_name("DIR");
    text_flag(app, "--model", model_, "where the model lies now, if it is not found", "PATH|NAME");
    app.add_option("--instrument", instruments_, "where an instrument lies now, if it is not found")
        ->type_name("NAME|PATH")
        ->allow_extra_args(false);
    app.add_flag("--no-report", no_report_, "leave out report.html, .pdf, .json and .csv");
    text_flag(app, "--progress", progress_, "auto, bar, json or none (default auto)", "STYLE");
    declare_device(app, device_);
  }

  int run(Console& console) override {
    const ProgressStyle style = progress_style(progress_, console, common.quiet);
    if (folder_.empty()) throw Error(ErrorKind::usage, "audit resume: name the audit's folder.");
    {
      auto database = audit::AuditDatabase::open(folder_, audit::AuditDatabase::Mode::write);
      if (audit::missing_images(database) > 0) go_on(console, style, database);
    }
    finish_audit(console, common.json, folder_, !no_report_);
    return 0;
  }

 private:
  void go_on(Console& console, ProgressStyle style, audit::AuditDatabase& database) {
    const audit::AuditSettings& settings = database.settings();
    const KnownModel known = model_.empty() ? find_model_of(settings) : find_model(model_);
    // It goes on as it began: on that kind of device, with that precision.
    Renderer renderer(known, device_of(settings, device_));
    require_same(settings, renderer.model(), renderer.choice(), EVENLIGHT_VERSION);
    const auto manifests = find_instruments_again(settings.instruments, instruments_, known);
    AuditRun(console, style, database, renderer, manifests).run();
  }

  std::string folder_, model_, progress_ = "auto";
  std::vector<std::string> instruments_;
  DeviceRequest device_;
  bool no_report_ = false;
};

}  // namespace

std::unique_ptr<Command> make_audit_run() {
  return std::make_unique<AuditRunVerb>();
}
std::unique_ptr<Command> make_audit_resume() {
  return std::make_unique<AuditResume>();
}

}  // namespace evenlight::cli
