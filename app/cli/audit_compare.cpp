#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_setup.h"
#include "app/cli/command_words.h"
#include "app/cli/console_log.h"
#include "app/common/audit/audit_reports.h"
#include "bias_audit/analysis/compare.h"
#include "bias_audit/data/words.h"
#include "bias_audit/report/to_json.h"
#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class AuditCompare : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("first", first_, "an audit's folder, or counts with two arms")->type_name("A");
    app.add_option("second", second_, "the audit that it is compared with; none for counts")
        ->type_name("B");
    app.add_option("--arms", arms_, "of counts with more than two arms: the first and the second")
        ->type_name("A B")
        ->expected(2);
    names_.declare(app, "What the class names of counts mean");
    constexpr const char* files = "Files";
    app.add_option("--html", files_.html, "one page with tables and charts inside")
        ->type_name("FILE")
        ->group(files);
    app.add_option("--pdf", files_.pdf, "the same for paper")->type_name("FILE")->group(files);
    app.add_option("--csv", files_.csv, "every prompt and class as a row")
        ->type_name("FILE")
        ->group(files);
    declare_analysis(app, settings_);
  }

  int run(Console& console) override {
    Json changed = Json::object();
    const audit::Comparison comparison = compare(changed);
    const Json written = write_comparison(comparison, settings_, files_);
    if (common.json) {
      Json json = to_json(comparison);
      if (!written.empty()) json["reports"] = written;
      json.update(changed);
      print_json(console, json);
      return 0;
    }
    for (const auto& [format, path] : written.items()) {
      print_path(console, path.get<std::string>());
    }
    print_table(console, comparison);
    return 0;
  }

 private:
  // `changed` gets what tell_changed_pictures() adds.
  audit::Comparison compare(Json& changed) const {
    if (first_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit compare: name two audits' folders, or one file of counts with two arms.");
    }
    std::error_code error;
    if (!fs::is_directory(first_, error)) {
      if (!second_.empty()) {
        throw Error(ErrorKind::usage,
                    "audit compare: counts of two arms stand in one file; name that alone.");
      }
      const audit::Counts counts = audit::read_counts(first_, names_.choices());
      for (const Message& note : counts.notes) spdlog::warn("{}.", in_command_words(note));
      if (!counts.questions.empty()) {
        throw Error(ErrorKind::input,
                    fmt::format("{}: what stands in question above must be settled before two arms "
                                "are compared: say with --classes or --unclear what each of these "
                                "classes is.",
                                first_));
      }
      return audit::compare_arms(counts, settings_, arms_);
    }
    names_.require_none("audit compare");
    if (!arms_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit compare: --arms are of counts; name two audits' folders.");
    }
    if (second_.empty()) throw Error(ErrorKind::usage, "audit compare: name the second audit too.");
    constexpr auto mode = audit::AuditDatabase::Mode::read;
    const auto first = audit::AuditDatabase::open(first_, mode);
    const auto second = audit::AuditDatabase::open(second_, mode);
    tell_changed_pictures(first, changed);
    tell_changed_pictures(second, changed);
    return audit::compare_audits(first, second, settings_);
  }

  static std::string signed_number(double value) { return fmt::format("{:+.3f}", value); }

  static std::string interval(const audit::Interval& range) {
    return fmt::format("{:+.3f} … {:+.3f}", range.lo, range.hi);
  }

  static void print_row(Console& console, const audit::ComparedPrompt& row) {
    const auto cell = [&](auto value) { return row.change ? value(*row.change) : "–"; };
    const bool overshoot = row.change && row.change->overshoot;
    console.out << fmt::format(
        "{:<32} {:>7} {:>7} {:>8} {:>18} {:>10}  {}{}\n", row.prompt + ", " + row.class_name,
        cell([](const auto& c) { return fmt::format("{:.3f}", c.first); }),
        cell([](const auto& c) { return fmt::format("{:.3f}", c.second); }),
        cell([](const auto& c) { return signed_number(c.difference()); }),
        cell([](const auto& c) { return interval(c.interval); }),
        cell([](const auto& c) { return fmt::format("{:.3f}", c.p_adjusted); }),
        row.changed ? "changed" : "inconclusive", overshoot ? ", overshoots parity" : "");
  }

  static void print_table(Console& console, const audit::Comparison& comparison) {
    for (const audit::ComparedAttribute& attribute : comparison.attributes) {
      print_attribute(console, attribute);
    }
    for (const audit::WordingChange& wording : comparison.wordings) {
      console.out << fmt::format("wording: {} → {}\n", wording.first, wording.second);
    }
  }

  static void print_attribute(Console& console, const audit::ComparedAttribute& attribute) {
    console.out << fmt::format("{:<32} {:>7} {:>7} {:>8} {:>18} {:>10}  {}\n", attribute.name,
                               "first", "second", "change", "95 %", "p adjusted", "verdict");
    for (const audit::ComparedPrompt& row : attribute.prompts) print_row(console, row);
    const audit::ComparisonSummary& summary = attribute.summary;
    std::string mean = "–";
    if (summary.mean_distance_change) {
      mean = fmt::format("{} ({})", signed_number(*summary.mean_distance_change),
                         interval(summary.mean_distance_change_interval));
    }
    console.out << fmt::format("\n{}, {} changed, {} overshoot; distance from parity {}\n",
                               audit::counted(summary.prompts, "prompt", "prompts"),
                               summary.changed, summary.overshoot, mean);
  }

  std::string first_, second_;
  std::vector<std::string> arms_;
  ClassFlags names_;
  ComparisonFiles files_;
  audit::AnalysisSettings settings_;
};

}  // namespace

std::unique_ptr<Command> make_audit_compare() {
  return std::make_unique<AuditCompare>();
}

}  // namespace evenlight::cli
