// What the audit verbs have in common: prompt sets and instruments by name, flags of the
// statistics, and how an audit's end is told.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/common/models.h"
#include "bias_audit/database.h"
#include "bias_audit/report/report.h"

namespace evenlight::cli {

// A set that comes with the program, by its name, else a file. Throws Error(input) with the names.
audit::PromptSet find_prompt_set(const std::string& name_or_path);

// Manifests of instruments. `wanted` are files, folders of manifests or names: `auto` (the model's
// own; for other models those for photographs, else haar), `own` (instrument.json in the model's
// folder or beside it), `photographs` (the user's folder of instruments), `haar`, `none`. Says in
// the log if nothing will measure. Throws Error(input) for what is not there.
std::vector<std::filesystem::path> find_instruments(const std::vector<std::string>& wanted,
                                                    const KnownModel& model);

// The manifests by which an audit was begun, wherever they lie now; `more` are looked at as well.
// Throws Error(input) if one is gone or was changed.
std::vector<std::filesystem::path> find_instruments_again(const nlohmann::ordered_json& described,
                                                          const std::vector<std::string>& more,
                                                          const KnownModel& model);

// I/N, or what a cluster's queue says of this task: SLURM_ARRAY_TASK_ID and _COUNT, or
// JOB_COMPLETION_INDEX of `count` tasks. Throws Error(usage).
audit::Shard find_shard(const std::string& flag, int64_t count);

// --confidence, --q, …; --epsilon too if `with_epsilon`.
void declare_analysis(CLI::App& app, audit::AnalysisSettings& settings, bool with_epsilon = true);

// Where reports go, by format; an empty path is not written.
struct ReportFiles {
  std::filesystem::path html, pdf, json, csv;
  static ReportFiles in(const std::filesystem::path& folder);  // report.html, …
};

// Writes what is named and returns {"html": path, …} of it. `sheet` may be empty.
nlohmann::ordered_json write_reports(const nlohmann::ordered_json& report,
                                     const std::vector<audit::Thumbnail>& sheet,
                                     const ReportFiles& files);

// The end of run, resume and merge: reports beside the database (of a whole audit only, if
// `with_reports`), then paths and the summary, or the JSON object of the contract.
void finish_audit(Console& console, bool json, const std::filesystem::path& folder,
                  bool with_reports);

// The summary in sentences, as the report's headline has it.
void print_headline(Console& console, const nlohmann::ordered_json& report);

}  // namespace evenlight::cli
