#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_setup.h"
#include "bias_audit/data/counts.h"
#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

class AuditAnalyze : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("counts", counts_, "CSV with prompt,arm,attribute,class,count; - is stdin")
        ->type_name("COUNTS.csv");
    beside_.declare(app);
    declare_analysis(app, settings_.analysis);
  }

  int run(Console& console) override {
    if (counts_.empty()) {
      throw Error(ErrorKind::usage, "audit analyze: name a file of counts, COUNTS.csv.");
    }
    const audit::Counts counts = audit::read_counts(counts_);
    for (const std::string& note : counts.notes) spdlog::warn("{}.", note);
    beside_.apply(counts, settings_);
    const auto json = audit::analyze_counts(counts, settings_);
    if (common.json) {
      print_json(console, json);
    } else {
      print_table(console, json);
    }
    return 0;
  }

 private:
  static std::string number(const nlohmann::ordered_json& value) {
    return value.is_number() ? fmt::format("{:.3f}", value.get<double>()) : "–";
  }

  static void print_table(Console& console, const nlohmann::ordered_json& json) {
    console.out << fmt::format("{:<32} {:<16} {:<12} {:>6} {:>8} {:>10}  {}\n", "prompt", "arm",
                               "attribute", "n", "TV", "p adjusted", "verdict");
    for (const auto& group : json.at("groups")) {
      console.out << fmt::format(
          "{:<32} {:<16} {:<12} {:>6} {:>8} {:>10}  {}\n", group.at("prompt").get<std::string>(),
          group.at("arm").get<std::string>(), group.at("attribute").get<std::string>(),
          group.at("n").get<int64_t>(), number(group.at("total_variation")),
          number(group.at("p_adjusted")), group.at("verdict").get<std::string>());
    }
    for (const auto& row : json.at("summary")) {
      console.out << fmt::format(
          "\n{}{}{}: mean distance from parity {} over {} prompts; {} skewed, {} within, {} "
          "inconclusive; {} beyond 80/20\n",
          row.at("arm").get<std::string>(), row.at("arm").get<std::string>().empty() ? "" : ", ",
          row.at("attribute").get<std::string>(), number(row.at("mean_distance_from_parity")),
          row.at("prompts").get<int64_t>(), row.at("skewed").get<int64_t>(),
          row.at("within").get<int64_t>(), row.at("inconclusive").get<int64_t>(),
          row.at("extreme_80_20").is_number() ? row.at("extreme_80_20").dump() : "–");
    }
    print_beside(console, json);
    print_corrected(console, json);
  }

  static void print_beside(Console& console, const nlohmann::ordered_json& json) {
    if (!json.contains("reference_summary")) return;
    for (const auto& row : json.at("reference_summary")) {
      const auto arm = row.at("arm").get<std::string>();
      std::string interval;
      if (row.contains("mean_gap_interval")) {
        const auto& range = row.at("mean_gap_interval");
        interval = fmt::format(" ({} … {})", number(range.at(0)), number(range.at(1)));
      }
      console.out << fmt::format(
          "{}{}beside {}: mean gap {}{} over {} prompts, correlation {}, slope {}; {} farther from "
          "parity, {} by more than 10 points\n",
          arm, arm.empty() ? "" : ", ", row.at("reference").get<std::string>(),
          number(row.at("mean_gap")), interval, row.at("prompts").get<int64_t>(),
          number(row.at("correlation")), number(row.at("slope")),
          row.at("farther_from_parity").get<int64_t>(),
          row.at("farther_by_10_points").get<int64_t>());
    }
  }

  static void print_corrected(Console& console, const nlohmann::ordered_json& json) {
    if (!json.contains("corrected_shares")) return;
    for (const auto& [attribute, corrected] : json.at("corrected_shares").items()) {
      for (const auto& prompt : corrected.at("prompts")) {
        const auto arm = prompt.at("arm").get<std::string>();
        console.out << fmt::format("{}{}{}, {} corrected:", prompt.at("prompt").get<std::string>(),
                                   arm.empty() ? "" : ", ", arm, attribute);
        for (const auto& row : prompt.at("classes")) {
          console.out << fmt::format(" {} {} ({} to {})", row.at("class").get<std::string>(),
                                     number(row.at("share")), number(row.at("interval").at(0)),
                                     number(row.at("interval").at(1)));
        }
        console.out << ": " << prompt.at("verdict").get<std::string>() << "\n";
      }
    }
  }

  std::string counts_;
  CountsFlags beside_;
  audit::ReportSettings settings_;
};

}  // namespace

std::unique_ptr<Command> make_audit_analyze() {
  return std::make_unique<AuditAnalyze>();
}

}  // namespace evenlight::cli
