#include "app/common/audit/audit_import.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_setup.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/cli/progress.h"
#include "bias_audit/data/words.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class AuditImport : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("set", set_, "a prompt set by name (core-12, jobs-60, …) or file")
        ->type_name("SET");
    app.add_option("pictures", source_,
                   "a folder with one folder of pictures for each subject's id, or a CSV with the "
                   "columns file,prompt and perhaps seed,arm")
        ->type_name("FOLDER|MANIFEST.csv");
    text_flag(app, "--output", output_, "a new folder for the audit", "DIR");
    text_flag(app, "--arm", arm_,
              "a name for what these pictures try; of a CSV with several arms, which one");
    text_flag(app, "--baseline", request_.baseline,
              "a prompt that the others are compared with, such as \"a person\"; its folder is "
              "called baseline, or by its words");
    app.add_option("--instrument", request_.instruments,
                   "what measures: auto, photographs, haar, none, a manifest or a folder of "
                   "manifests; may be repeated (default auto)")
        ->type_name("NAME|PATH")
        ->allow_extra_args(false);
    number_flag(app, "--epsilon", request_.epsilon, 0.001, 0.5,
                "margin around parity that a verdict is about (default 0.1)");
    app.add_flag("--no-report", no_report_, "leave out report.html, .pdf, .json and .csv");
    text_flag(app, "--progress", progress_, "auto, bar, json or none (default auto)", "STYLE");
    constexpr const char* origin = "Where the pictures come from, for the report";
    text_flag(app, "--model", request_.model, "the model that made them", "NAME")->group(origin);
    text_flag(app, "--model-version", request_.version, "its version")->group(origin);
    text_flag(app, "--model-date", request_.date, "when it made them", "DATE")->group(origin);
    text_flag(app, "--settings", request_.how, "how it was asked: size, steps, service, …")
        ->group(origin);
    app.add_flag("--consent", request_.real_people,
                 "photographs of real people are among them, and these people agreed")
        ->group(origin);
  }

  int run(Console& console) override {
    const ProgressStyle style = progress_style(progress_, console, common.quiet);
    if (set_.empty() || source_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit import: name a prompt set and the pictures: evenlight audit import "
                  "core-12 FOLDER --output DIR.");
    }
    if (output_.empty()) {
      throw Error(ErrorKind::usage, "audit import: give a new folder with --output DIR.");
    }
    request_.set = find_prompt_set(set_);
    request_.source = source_;
    if (!arm_.empty()) request_.arm = arm_;
    const PlannedImport plan = plan_import(request_);
    show_notes(plan.notes);
    const audit::ImportReport report = import(console, style, plan);
    for (const std::string& sentence : sentences_of(report)) spdlog::warn("{}", sentence);
    finish_audit(console, common.json, output_, !no_report_, to_json(report));
    return 0;
  }

 private:
  audit::ImportReport import(Console& console, ProgressStyle style, const PlannedImport& plan) {
    InterruptGuard guard;
    const Poll poll = InterruptGuard::poll("Interrupted; nothing was imported.");
    Progress progress(console, style, plan.list.pictures.size());
    progress.begin(1);
    return run_import(plan, output_, [&](const audit::ImageRow& row) {
      poll();
      progress.saved(fs::path(output_) / row.file, row.seed);
    });
  }

  static std::vector<std::string> sentences_of(const audit::ImportReport& report) {
    std::vector<std::string> sentences;
    for (const audit::DuplicatePicture& each : report.duplicates) {
      sentences.push_back(each.file == each.same_as
                              ? fmt::format("{} is listed twice and counted once.", each.file)
                              : fmt::format("{} is the same picture as {} and is left out.",
                                            each.file, each.same_as));
    }
    if (report.transparent > 0) {
      sentences.push_back(
          fmt::format("{} transparent in places; white is laid under what is measured and kept.",
                      audit::counted(report.transparent, "picture is", "pictures are")));
    }
    for (const audit::UnreadablePicture& each : report.unreadable) {
      sentences.push_back(fmt::format("{} {}, and counts as an image without a usable picture.",
                                      each.file, without_stop(each.why)));
    }
    return sentences;
  }

  static std::string without_stop(std::string text) {
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  static Json to_json(const audit::ImportReport& report) {
    Json duplicates = Json::array(), unreadable = Json::array();
    for (const auto& each : report.duplicates) {
      duplicates.push_back({{"file", each.file}, {"same_as", each.same_as}});
    }
    for (const auto& each : report.unreadable) {
      unreadable.push_back({{"file", each.file}, {"why", each.why}});
    }
    return {{"imported",
             {{"pictures", report.pictures},
              {"kept_as_png", report.converted},
              {"transparent", report.transparent},
              {"duplicates", std::move(duplicates)},
              {"unreadable", std::move(unreadable)}}}};
  }

  std::string set_, source_, output_, arm_, progress_ = "auto";
  bool no_report_ = false;
  ImportRequest request_;
};

}  // namespace

std::unique_ptr<Command> make_audit_import() {
  return std::make_unique<AuditImport>();
}

}  // namespace evenlight::cli
