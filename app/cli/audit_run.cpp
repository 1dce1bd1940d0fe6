#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_progress.h"
#include "app/cli/audit_run_flags.h"
#include "app/cli/flags.h"
#include "app/cli/generator_flags.h"
#include "app/cli/progress.h"
#include "app/common/session/audit_session.h"
#include "bias_audit/measure/runner.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;

class AuditRunVerb : public Command {
 public:
  void declare(CLI::App& app) override {
    flags_.declare(app);
    generator_.declare(app);
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
    if (shard.count > 1) spdlog::info("shard {} of {}", shard.index, shard.count);
    if (generator_.is_given()) {
      ask_server(console, style, shard);
    } else {
      generator_.require_none();
      make_here(console, style, shard);
    }
    finish_audit(console, common.json, output_, !no_report_);
    return 0;
  }

 private:
  void make_here(Console& console, ProgressStyle style, audit::Shard shard) const {
    PictureSession pictures;
    const AuditPlan plan =
        AuditSession(pictures, quiet_hooks()).plan(flags_.request("run", flags_.device()));
    make_pictures(console, style, pictures, plan, shard);
  }

  // An audit that fails before its first picture is stored leaves nothing behind.
  void make_pictures(Console& console, ProgressStyle style, PictureSession& pictures,
                     const AuditPlan& plan, audit::Shard shard) const {
    bool is_empty = false;
    std::vector<fs::path> unstored;
    try {
      auto database = audit::AuditDatabase::create(output_, plan.settings, shard);
      is_empty = true;
      AuditProgress progress(console, style, database);
      AuditHooks hooks = progress.hooks();
      hooks.stored = [&](const audit::RunState&) { is_empty = false; };
      hooks.made = [&, told = hooks.made](const PictureFile& file) {
        if (is_empty) unstored.push_back(file.path);
        told(file);
      };
      AuditSession(pictures, hooks).run(database, plan.instruments);
    } catch (const Error& error) {
      if (is_empty && error.kind() == ErrorKind::failed) {
        std::error_code ignored;
        for (const fs::path& picture : unstored) fs::remove(picture, ignored);
        audit::AuditDatabase::discard(output_);
      }
      throw;
    }
  }

  void ask_server(Console& console, ProgressStyle style, audit::Shard shard) const {
    const GeneratorPlace place = generator_.place(flags_.model());
    const GeneratorRequest request =
        flags_.request_to(*place.dialect, generator_.settings(*place.dialect));
    GeneratorClient planner(place, generator_.manners(), {});
    const GeneratorPlan plan =
        GeneratorSession(planner, AuditProgress::quiet_generator_hooks()).plan(request);
    bool is_empty = false;
    try {
      auto database = audit::AuditDatabase::create(output_, plan.settings, shard);
      is_empty = true;
      AuditProgress progress(console, style, database);
      GeneratorHooks hooks = progress.generator_hooks();
      hooks.stored = [&, told = hooks.stored](const audit::RunState& state) {
        is_empty = false;
        told(state);
      };
      GeneratorClient client(place, generator_.manners(), progress.poll());
      GeneratorSession(client, hooks).run(database, plan.instruments);
    } catch (const Error& error) {
      if (is_empty && error.kind() == ErrorKind::failed) audit::AuditDatabase::discard(output_);
      throw;
    }
  }

  AuditRunFlags flags_;
  GeneratorFlags generator_;
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
    const RecipeField& embeddings = *find_recipe_field("embeddings");
    app.add_option(embeddings.flag_name(), embeddings_, "where an embedding lies now")
        ->type_name("PATH")
        ->allow_extra_args(false);
    app.add_option(find_recipe_field("loras")->flag_name(), loras_, "where a LoRA lies now")
        ->type_name("PATH")
        ->allow_extra_args(false);
    declare_device(app, device_);
    generator_.declare_again(app);
  }

  int run(Console& console) override {
    const ProgressStyle style = progress_style(progress_, console, common.quiet);
    if (folder_.empty()) throw Error(ErrorKind::usage, "audit resume: name the audit's folder.");
    {
      auto database = audit::AuditDatabase::open(folder_, audit::AuditDatabase::Mode::write);
      const bool is_asked = database.settings().generator.has_value();
      if (generator_.is_given() && !is_asked) {
        throw Error(ErrorKind::usage,
                    "--generator: this audit's pictures are not made by a server.");
      }
      if (audit::missing_images(database) > 0) {
        is_asked ? ask_on(console, style, database) : go_on(console, style, database);
      }
    }
    finish_audit(console, common.json, folder_, !no_report_);
    return 0;
  }

 private:
  void go_on(Console& console, ProgressStyle style, audit::AuditDatabase& database) {
    AuditPlaces places{{}, instruments_, device_, {embeddings_, loras_}};
    if (!model_.empty()) places.model = find_model(model_);
    PictureSession pictures;
    const auto manifests = AuditSession(pictures, quiet_hooks()).take_up(database, places);
    AuditProgress progress(console, style, database);
    AuditSession(pictures, progress.hooks()).run(database, manifests);
  }

  void ask_on(Console& console, ProgressStyle style, audit::AuditDatabase& database) {
    AuditProgress progress(console, style, database);
    GeneratorClient client(generator_.moved(place_of(database.settings())), generator_.manners(),
                           progress.poll());
    GeneratorSession session(client, progress.generator_hooks());
    session.run(database, session.take_up(database, instruments_));
  }

  GeneratorFlags generator_;
  std::string folder_, model_, progress_ = "auto";
  std::vector<std::string> instruments_, embeddings_, loras_;
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
