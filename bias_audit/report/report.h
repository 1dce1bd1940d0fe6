#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/database.h"

namespace evenlight::audit {

struct ReportSettings {
  AnalysisSettings analysis;
  std::optional<double> target_woman;  // a user's own target for the share that reads as woman

  // What counts from elsewhere may come with; an audit knows its own.
  std::optional<PromptSet> set;            // whose rows they are laid beside
  std::string baseline;                    // the prompt that the others are laid beside
  std::map<std::string, Confusion> check;  // by attribute: [class][answer] of a human check set
  bool sequential = false;                 // numbers of images were decided while looking
};

// Human labels against an instrument's for analyze_counts(): CSV `attribute,truth,answer,count`
// over the classes of `counts`; answers that are no class are left out, as shares are over the
// classified. Throws InputError with file and line.
std::map<std::string, Confusion> parse_check_set(std::string_view csv, const std::string& name,
                                                 const Counts& counts);

// analyze() with what the settings name beside it: "references" and "reference_summary" of
// attributes with a class "woman", "corrected_shares" by attribute, verdicts of sequences. Throws
// InputError for a baseline that is no prompt of theirs.
nlohmann::ordered_json analyze_counts(const Counts& counts, const ReportSettings& settings);

// Everything a report says, as one object that the writers below turn into files. Nothing in it
// depends on when, where or in how many shards the audit ran: the same audit, the same bytes.
// Keys of analyze() stand at the top ("groups", "summary"), as "references" and "reference_summary"
// do where there is something to lay beside; of an audit there are also "audit" (its settings, the
// instruments among them), "complete", "corrected", "prompts", "coverage", "human_check"
// (of presentation), "human_checks" (of the other attributes), "templates", "intersections",
// "control", "asked", "compatibility", "worst", "limits", "reproduce" and "images_sha256"; of
// counts "corrected_shares" where there is a check set.
nlohmann::ordered_json report_of(const AuditDatabase& database, const ReportSettings& settings);
nlohmann::ordered_json report_of(const Counts& counts, const ReportSettings& settings);

// What the images of an audit were counted as; its baseline is left out.
Counts counts_of(const AuditSettings& settings, const std::vector<ImageRow>& images);

// Small pictures for the contact sheet: the first images of every prompt, not chosen by anybody. An
// audit whose pictures were deleted can still be reported: theirs are empty.
struct Thumbnail {
  std::string prompt;
  std::string caption;  // seed and outcome
  std::vector<unsigned char> jpeg;
};
std::vector<Thumbnail> contact_sheet(const AuditDatabase& database, std::int64_t each = 8);

// One file that needs nothing else: styles, SVG charts and pictures stand in it.
std::string report_html(const nlohmann::ordered_json& report, const std::vector<Thumbnail>& sheet);
std::string report_pdf(const nlohmann::ordered_json& report, const std::vector<Thumbnail>& sheet);
std::string report_json(const nlohmann::ordered_json& report);

// Counts in the form that audit analyze reads: prompt,arm,attribute,class,count.
std::string report_csv(const nlohmann::ordered_json& report);

// A number with so many decimals, in no locale; "–" for null.
std::string decimals(const nlohmann::ordered_json& value, int places);
// A p-value: "0.0312", "< 0.0001", "–".
std::string p_text(const nlohmann::ordered_json& p);
std::string percent(const nlohmann::ordered_json& share, int places = 0);
// A difference of shares: "−40.6", "+3.2".
std::string points(const nlohmann::ordered_json& difference);

}  // namespace evenlight::audit
