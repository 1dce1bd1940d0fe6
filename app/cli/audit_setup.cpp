#include "app/cli/audit_setup.h"

#include <fmt/format.h>

#include <cstdlib>

#include "app/cli/flags.h"

namespace evenlight::cli {
namespace {

int64_t whole_number(std::string_view text, const std::string& where) {
  const auto value = parse_number<int64_t>(text);
  if (!value) throw Error(ErrorKind::usage, fmt::format("{}: expected I/N, such as 0/8.", where));
  return *value;
}

const char* variable(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? value : nullptr;
}

audit::Shard checked(audit::Shard shard, const std::string& where) {
  if (shard.count < 1 || shard.count > 1000000 || shard.index < 0 || shard.index >= shard.count) {
    throw Error(ErrorKind::usage,
                fmt::format("{}: {}/{} is no shard; I runs from 0 to N-1 and N is at most 1000000.",
                            where, shard.index, shard.count));
  }
  return shard;
}

}  // namespace

audit::Shard find_shard(const std::string& flag, int64_t count) {
  if (!flag.empty()) {
    const size_t slash = flag.find('/');
    if (slash == std::string::npos) whole_number("", "--shard");
    return checked({whole_number(std::string_view(flag).substr(0, slash), "--shard"),
                    whole_number(std::string_view(flag).substr(slash + 1), "--shard")},
                   "--shard");
  }
  const char* task = variable("SLURM_ARRAY_TASK_ID");
  const char* tasks = variable("SLURM_ARRAY_TASK_COUNT");
  if (task && tasks) {
    const std::string where = "SLURM_ARRAY_TASK_ID";
    const char* first = variable("SLURM_ARRAY_TASK_MIN");
    const int64_t start = first ? whole_number(first, "SLURM_ARRAY_TASK_MIN") : 0;
    return checked({whole_number(task, where) - start, whole_number(tasks, where)}, where);
  }
  if (const char* index = variable("JOB_COMPLETION_INDEX")) {
    if (count == 0) {
      throw Error(
          ErrorKind::usage,
          "--shards: give the number of tasks beside JOB_COMPLETION_INDEX, or --shard I/N.");
    }
    return checked({whole_number(index, "JOB_COMPLETION_INDEX"), count}, "JOB_COMPLETION_INDEX");
  }
  if (count > 1) {
    throw Error(ErrorKind::usage, "--shards: no queue says which part this is; give --shard I/N.");
  }
  return {};
}

void declare_analysis(CLI::App& app, audit::AnalysisSettings& settings, bool with_epsilon) {
  constexpr const char* group = "Statistics";
  number_flag(app, "--confidence", settings.confidence, 0.5, 0.9999, "of every interval")
      ->group(group);
  if (with_epsilon) {
    number_flag(app, "--epsilon", settings.epsilon, 0.001, 0.5,
                "margin around parity that a verdict is about")
        ->group(group);
  }
  number_flag(app, "--q", settings.q, 0.0001, 0.5, "largest adjusted p-value of a skewed prompt")
      ->group(group);
  number_flag<int64_t>(app, "--bootstrap-draws", settings.bootstrap_draws, 100, 1000000,
                       "resamplings of an interval")
      ->group(group);
  number_flag<int64_t>(app, "--monte-carlo-draws", settings.monte_carlo_draws, 1000, 100000000,
                       "of a test that cannot be enumerated")
      ->group(group);
  number_flag<uint64_t>(app, "--seed", settings.seed, 0, UINT64_MAX, "of the resamplings")
      ->group(group);
}

}  // namespace evenlight::cli
