#include <fmt/format.h>

#include "app/cli/audit_setup.h"
#include "bias_audit/analyze.h"
#include "bias_audit/counts.h"
#include "engine/core/error.h"

namespace evenlight::cli {
namespace {

class AuditAnalyze : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("counts", counts_, "CSV with prompt,arm,attribute,class,count; - is stdin")
        ->type_name("COUNTS.csv");
    declare_analysis(app, settings_);
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
