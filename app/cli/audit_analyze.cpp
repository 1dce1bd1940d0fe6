#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_setup.h"
#include "app/cli/command_words.h"
#include "bias_audit/data/counts.h"
#include "bias_audit/data/words.h"
#include "bias_audit/report/to_json.h"
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
    const audit::Counts counts = audit::read_counts(counts_, beside_.choices());
    for (const Message& note : counts.notes) spdlog::warn("{}.", in_command_words(note));
    beside_.apply(counts, settings_);
    const audit::AnalysedCounts results = audit::analyze_counts(counts, settings_);
    if (common.json) {
      print_json(console, to_json(results));
    } else {
      print_table(console, results);
    }
    return 0;
  }

 private:
  static std::string number(std::optional<double> value) {
    return value ? fmt::format("{:.3f}", *value) : "–";
  }

  // "arm, ", or nothing.
  static std::string start(const std::string& arm) { return arm.empty() ? "" : arm + ", "; }

  static void print_table(Console& console, const audit::AnalysedCounts& results) {
    console.out << fmt::format("{:<32} {:<16} {:<12} {:>6} {:>8} {:>10}  {}\n", "prompt", "arm",
                               "attribute", "n", "TV", "p adjusted", "verdict");
    for (const audit::GroupResult& group : results.analysis.groups) {
      console.out << fmt::format("{:<32} {:<16} {:<12} {:>6} {:>8} {:>10}  {}\n", group.prompt,
                                 group.arm, group.attribute, group.n,
                                 group.parity ? number(group.parity->total_variation) : "–",
                                 number(group.p_adjusted),
                                 std::string(verdict_name(group.verdict)) +
                                     (group.is_unchecked     ? " (instrument unchecked)"
                                      : group.is_described   ? " (described: no target named)"
                                      : group.is_in_question ? " (class in question)"
                                                             : ""));
    }
    for (const audit::FamilySummary& row : results.analysis.summary) print_summary(console, row);
    if (results.references) print_references(console, results.references->summary);
    for (const auto& [attribute, corrected] : results.corrected) {
      for (const audit::CorrectedPrompt& row : corrected.prompts) {
        print_corrected(console, attribute, row);
      }
    }
  }

  static void print_summary(Console& console, const audit::FamilySummary& row) {
    console.out << fmt::format(
        "\n{}{}: mean distance from parity {} over {}; {} skewed, {} within, {} inconclusive; {} "
        "beyond 80/20\n",
        start(row.arm), row.attribute, row.distance ? number(row.distance->counted) : "–",
        audit::counted(row.prompts, "prompt", "prompts"), row.verdicts.skewed, row.verdicts.within,
        row.verdicts.inconclusive, row.extremes ? std::to_string(row.extremes->beyond_80_20) : "–");
    if (!row.sample_size) return;
    const audit::SampleSize& size = *row.sample_size;
    console.out << fmt::format(
        "With {} images per prompt a fair prompt is found within the margin in {:.0f} % of cases; "
        "for {:.0f} % it takes {}\n",
        size.images, 100 * size.found_within, 100 * size.wanted,
        size.needed ? std::to_string(*size.needed) : "more than this program plans for");
  }

  static void print_references(Console& console,
                               const std::vector<audit::ReferenceSummary>& summary) {
    for (const audit::ReferenceSummary& row : summary) {
      std::string interval;
      if (row.mean_gap_interval) {
        interval = fmt::format(" ({} … {})", number(row.mean_gap_interval->lo),
                               number(row.mean_gap_interval->hi));
      }
      if (row.corrected_mean_gap && row.corrected_mean_gap_interval) {
        interval += fmt::format(", corrected {} ({} … {})", number(row.corrected_mean_gap),
                                number(row.corrected_mean_gap_interval->lo),
                                number(row.corrected_mean_gap_interval->hi));
      }
      console.out << fmt::format(
          "{}beside {}: mean gap {}{} over {}, correlation {}, slope {}; {} farther from parity, "
          "{} by more than 10 points\n",
          start(row.arm), row.reference, number(row.mean_gap), interval,
          audit::counted(row.prompts, "prompt", "prompts"), number(row.correlation),
          number(row.slope), row.farther_from_parity, row.farther_by_10_points);
    }
  }

  static void print_corrected(Console& console, const std::string& attribute,
                              const audit::CorrectedPrompt& row) {
    console.out << fmt::format("{}{}{}, {} corrected:", row.prompt, row.arm.empty() ? "" : ", ",
                               row.arm, attribute);
    for (const audit::CorrectedClass& each : row.classes) {
      console.out << fmt::format(" {} {} ({} to {})", each.name, number(each.share),
                                 number(each.interval.lo), number(each.interval.hi));
    }
    console.out << ": " << verdict_name(row.verdict) << "\n";
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
