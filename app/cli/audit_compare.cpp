#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_setup.h"
#include "bias_audit/analysis/compare.h"
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
    declare_analysis(app, settings_);
  }

  int run(Console& console) override {
    const Json json = compare();
    if (common.json) {
      print_json(console, json);
    } else {
      print_table(console, json);
    }
    return 0;
  }

 private:
  Json compare() const {
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
      const audit::Counts counts = audit::read_counts(first_);
      for (const std::string& note : counts.notes) spdlog::warn("{}.", note);
      return audit::compare_arms(counts, settings_, arms_);
    }
    if (!arms_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit compare: --arms are of counts; name two audits' folders.");
    }
    if (second_.empty()) throw Error(ErrorKind::usage, "audit compare: name the second audit too.");
    constexpr auto mode = audit::AuditDatabase::Mode::read;
    return audit::compare_audits(audit::AuditDatabase::open(first_, mode),
                                 audit::AuditDatabase::open(second_, mode), settings_);
  }

  static std::string number(const Json& row, const char* key, const char* format = "{:.3f}") {
    const auto found = row.find(key);
    if (found == row.end() || !found->is_number()) return "–";
    return fmt::format(fmt::runtime(format), found->get<double>());
  }

  static void print_table(Console& console, const Json& json) {
    console.out << fmt::format("{:<32} {:>7} {:>7} {:>8} {:>18} {:>10}  {}\n", "prompt", "first",
                               "second", "change", "95 %", "p adjusted", "verdict");
    for (const Json& row : json.at("prompts")) {
      std::string interval = "–";
      if (row.contains("interval")) {
        interval = fmt::format("{:+.3f} … {:+.3f}", row.at("interval").at(0).get<double>(),
                               row.at("interval").at(1).get<double>());
      }
      const bool overshoot = row.value("overshoot", false);
      console.out << fmt::format(
          "{:<32} {:>7} {:>7} {:>8} {:>18} {:>10}  {}{}\n", row.at("prompt").get<std::string>(),
          number(row, row.contains("woman_first") ? "woman_first" : "first"),
          number(row, row.contains("woman_second") ? "woman_second" : "second"),
          number(row, "difference", "{:+.3f}"), interval, number(row, "p_adjusted"),
          row.at("verdict").get<std::string>(), overshoot ? ", overshoots parity" : "");
    }
    const Json& summary = json.at("summary");
    std::string interval;
    if (summary.contains("mean_distance_change_interval")) {
      const Json& range = summary.at("mean_distance_change_interval");
      interval =
          fmt::format(" ({:+.3f} … {:+.3f})", range.at(0).get<double>(), range.at(1).get<double>());
    }
    console.out << fmt::format(
        "\n{} prompts, {} changed, {} overshoot; distance from parity {}{}\n",
        summary.at("prompts").get<int64_t>(), summary.at("changed").get<int64_t>(),
        summary.at("overshoot").get<int64_t>(), number(summary, "mean_distance_change", "{:+.3f}"),
        interval);
  }

  std::string first_, second_;
  std::vector<std::string> arms_;
  audit::AnalysisSettings settings_;
};

}  // namespace

std::unique_ptr<Command> make_audit_compare() {
  return std::make_unique<AuditCompare>();
}

}  // namespace evenlight::cli
