#include <fmt/format.h>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "bias_audit/analyze.h"
#include "bias_audit/counts.h"

namespace evenlight::cli {
namespace {

class AuditAnalyze : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("counts", counts_, "CSV with prompt,arm,attribute,class,count; - is stdin")
        ->type_name("COUNTS.csv");
    number_flag(app, "--confidence", settings_.confidence, 0.5, 0.9999, "of every interval");
    number_flag(app, "--epsilon", settings_.epsilon, 0.001, 0.5,
                "margin around parity that a verdict is about");
    number_flag(app, "--q", settings_.q, 0.0001, 0.5,
                "largest adjusted p-value of a skewed prompt");
    number_flag<int64_t>(app, "--bootstrap-draws", settings_.bootstrap_draws, 100, 1000000,
                         "resamplings of an interval");
    number_flag<int64_t>(app, "--monte-carlo-draws", settings_.monte_carlo_draws, 1000, 100000000,
                         "of a test that cannot be enumerated");
    number_flag<uint64_t>(app, "--seed", settings_.seed, 0, UINT64_MAX, "of the resamplings");
  }

  int run(Console& console) override {
    if (counts_.empty()) {
      throw Error(ErrorKind::usage, "audit analyze: name a file of counts, COUNTS.csv.");
    }
    const auto json = audit::analyze(audit::read_counts(counts_), settings_);
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
  }

  std::string counts_;
  audit::AnalysisSettings settings_;
};

}  // namespace

std::unique_ptr<Command> make_audit_analyze() {
  return std::make_unique<AuditAnalyze>();
}

}  // namespace evenlight::cli
