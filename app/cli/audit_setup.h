// What the audit verbs have in common: shards, flags of the statistics, and how an audit's end is
// printed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/common/audit/audit_files.h"
#include "app/common/audit/audit_reports.h"
#include "bias_audit/data/class_reader.h"
#include "bias_audit/data/database.h"
#include "bias_audit/report/report.h"

namespace evenlight::cli {

// I/N, or what a cluster's queue says of this task: SLURM_ARRAY_TASK_ID and _COUNT, or
// JOB_COMPLETION_INDEX of `count` tasks. Throws Error(usage).
audit::Shard find_shard(const std::string& flag, int64_t count);

// --confidence, --q, …; --epsilon too if `with_epsilon`.
void declare_analysis(CLI::App& app, audit::AnalysisSettings& settings, bool with_epsilon = true);

// What the class names of counts mean: --classes and --unclear, both repeatable.
struct ClassFlags {
  std::vector<std::string> classes, unclear;

  void declare(CLI::App& app, const char* group);
  audit::ClassChoices choices() const;
  void require_none(const char* verb) const;  // throws Error(usage): an audit's folder has its own
};

// What counts from elsewhere come with: --set, --target, --baseline, --check-set, --sensitivity
// and --specificity, --sequential.
struct CountsFlags {
  std::string set, baseline, check_set;
  std::optional<double> target;
  std::vector<std::string> even;
  std::optional<double> sensitivity, specificity;
  bool sequential = false;
  ClassFlags names;

  void declare(CLI::App& app);
  // The flags' classes, then those of the set's own attributes.
  audit::ClassChoices choices() const;
  // Reads what the flags name. Throws Error and InputError.
  void apply(const audit::Counts& counts, audit::ReportSettings& settings) const;
  // Throws Error(usage): an audit's folder has its own set, baseline, labels and way to stop.
  void require_none_but_target() const;
};

// The end of run, resume and merge: reports beside the database (of a whole audit only, if
// `with_reports`), then paths and the summary, or the JSON object of the contract with the keys of
// `more`.
void finish_audit(Console& console, bool json, const std::filesystem::path& folder,
                  bool with_reports,
                  const nlohmann::ordered_json& more = nlohmann::ordered_json::object());

// Warns of pictures that are not as they were measured, and adds them to `result` as
// "changed_pictures", a row {"folder", "file", "state"} each; nothing where all are.
void tell_changed_pictures(const audit::AuditDatabase& database, nlohmann::ordered_json& result);

// The summary in sentences, as the report's headline has it.
void print_headline(Console& console, const audit::Report& report);

}  // namespace evenlight::cli
