#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>

#include "app/cli/audit_progress.h"
#include "app/cli/audit_setup.h"
#include "app/cli/flags.h"
#include "app/common/audit/audit_reports.h"
#include "bias_audit/analysis/compare.h"
#include "bias_audit/mitigate/left_alone.h"
#include "bias_audit/mitigate/methods.h"
#include "bias_audit/report/mitigation_report.h"
#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// The table of methods and the rules by which prompts are left alone, below the flags.
std::string methods_and_rules() {
  std::string text = "Methods:\n";
  for (const audit::MitigationMethod& method : audit::mitigation_methods()) {
    text += fmt::format("  {:<20}{}\n", method.id, method.help);
  }
  text += "\nA prompt is left alone where\n";
  for (const audit::LeftAloneRule& rule : audit::left_alone_rules()) {
    text += fmt::format("  {:<20}{}\n", rule.id, rule.help);
  }
  return text;
}

class AuditMitigate : public Command {
 public:
  void declare(CLI::App& app) override {
    app.footer(methods_and_rules);
    app.add_option("audit", folder_, "the folder of a finished audit")->type_name("DIR");
    constexpr const char* what = "What is done";
    text_flag(app, "--method", choices_.method, "one of those below (default quota)", "NAME")
        ->group(what);
    text_flag(app, "--attribute", choices_.attribute,
              "presentation, age or tone_band (default presentation)", "NAME")
        ->group(what);
    text_flag(app, "--target", choices_.target,
              "parity, reference (each prompt's own in the set), or shares as woman=0.4,man=0.6 "
              "(default parity)",
              "SHARES")
        ->group(what);
    constexpr const char* where = "Where it goes";
    text_flag(app, "--output", output_,
              "a folder for the second audit; one that was begun there goes on", "DIR")
        ->group(where);
    text_flag(app, "--progress", progress_, "auto, bar, json or none (default auto)", "STYLE")
        ->group(where);
    text_flag(app, "--model", model_, "where the model lies now, if it is not found", "PATH|NAME");
    app.add_option("--instrument", instruments_, "where an instrument lies now, if it is not found")
        ->type_name("NAME|PATH")
        ->allow_extra_args(false);
    declare_device(app, device_);
    declare_analysis(app, settings_, false);
  }

  int run(Console& console) override {
    const ProgressStyle style = progress_style(progress_, console, common.quiet);
    if (folder_.empty() || output_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit mitigate: name an audit's folder and a new one: evenlight audit mitigate "
                  "DIR --method quota --output NEW.");
    }
    constexpr auto read = audit::AuditDatabase::Mode::read;
    const auto before = audit::AuditDatabase::open(folder_, read);
    require_whole(before);
    const double seconds = make_pictures(console, style, before);
    const auto after = audit::AuditDatabase::open(output_, read);
    settings_.epsilon = before.settings().epsilon;
    const audit::MitigationReport report{audit::mitigation_effect(before, after, settings_),
                                         audit::picture_changes(before, after), seconds};
    const Json written = write_mitigation(report, audit::compare_audits(before, after, settings_),
                                          settings_, MitigationFiles::in(output_));
    tell(console, report, written);
    return 0;
  }

 private:
  static void require_whole(const audit::AuditDatabase& before) {
    if (before.settings().imported) {
      throw Error(
          ErrorKind::usage,
          "audit mitigate: imported pictures cannot be made again; begin with an audit run.");
    }
    if (before.settings().generator) {
      throw Error(
          ErrorKind::usage,
          "audit mitigate: these pictures came from a generator's server, whose prompts and "
          "model are not ours to change; begin with an audit of a model here.");
    }
    if (const int64_t missing = audit::missing_images(before); missing > 0) {
      throw Error(
          ErrorKind::usage,
          fmt::format("audit mitigate: {} lacks {} images; evenlight audit resume {} goes on "
                      "with it.",
                      before.folder().string(), missing, before.folder().string()));
    }
  }

  // Seconds that it took; 0 if they were all there.
  double make_pictures(Console& console, ProgressStyle style, const audit::AuditDatabase& before) {
    choices_.patch = fs::path(output_) / "patch.safetensors";
    AuditPlaces places{{}, instruments_, device_, {}};
    if (!model_.empty()) places.model = find_model(model_);
    PictureSession pictures;
    AuditHooks hooks = quiet_hooks();
    hooks.fitted = [](const FitRound& round) {
      spdlog::info("round {} of {}: mean distance from the target {:.3f}, solved in {:.1f} s",
                   round.round, round.rounds, round.mean_distance, round.solve_seconds);
    };
    const AuditPlan plan = AuditSession(pictures, hooks).plan_mitigation(before, places, choices_);
    auto database = audit::AuditDatabase::exists(output_)
                        ? audit::AuditDatabase::open(output_, audit::AuditDatabase::Mode::write)
                        : audit::AuditDatabase::create(output_, plan.settings, {});
    if (to_json(database.settings()) != to_json(plan.settings)) {
      throw Error(ErrorKind::usage,
                  fmt::format("--output: {} holds another audit; name a new folder.", output_));
    }
    if (audit::missing_images(database) == 0) return 0;
    const auto start = std::chrono::steady_clock::now();
    AuditProgress progress(console, style, database);
    AuditSession(pictures, progress.hooks()).run(database, plan.instruments);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  void tell(Console& console, const audit::MitigationReport& report, const Json& written) const {
    if (common.json) {
      Json json = audit::to_json(report);
      json["reports"] = written;
      return print_json(console, json);
    }
    for (const auto& [format, path] : written.items()) {
      console.out << path.get<std::string>() << "\n";
    }
    console.out << fmt::format("{:<24}{:>7}{:>10}{:>10}{:>10}  {}\n", "prompt", "pairs", "before",
                               "after", "target", report.effect.mitigation.classes.front());
    for (const audit::MitigatedPrompt& row : report.effect.prompts) {
      console.out << fmt::format("{:<24}{:>7}{:>10.3f}{:>10.3f}{:>10.3f}  {}\n", row.prompt,
                                 row.pairs, row.before.front(), row.after.front(),
                                 row.target.front(),
                                 row.overshoot ? "overshoots: " + *row.overshoot : "");
    }
    for (const std::string& sentence : audit::mitigation_sentences(report)) {
      console.out << sentence << "\n";
    }
  }

  MitigationChoices choices_;
  audit::AnalysisSettings settings_;
  std::string folder_, output_, model_, progress_ = "auto";
  std::vector<std::string> instruments_;
  DeviceRequest device_;
};

}  // namespace

std::unique_ptr<Command> make_audit_mitigate() {
  return std::make_unique<AuditMitigate>();
}

}  // namespace evenlight::cli
