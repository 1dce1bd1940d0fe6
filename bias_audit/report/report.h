#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "bias_audit/analyze.h"
#include "bias_audit/database.h"
#include "bias_audit/labels.h"

namespace evenlight::audit {

struct ReportSettings {
  AnalysisSettings analysis;
  std::optional<double> target_woman;  // a user's own target for the share that reads as woman
};

// Everything a report says, as one object that the writers below turn into files. Nothing in it
// depends on when, where or in how many shards the audit ran: the same audit, the same bytes.
// Keys of analyze() stand at the top ("groups", "summary"); of an audit there are also "settings",
// "prompts", "coverage", "references", "templates", "intersections", "compatibility",
// "human_check", "worst", "control", "instruments", "limits", "reproduce".
nlohmann::ordered_json report_of(const AuditDatabase& database, const ReportSettings& settings);
nlohmann::ordered_json report_of(const Counts& counts, const ReportSettings& settings);

// What the images of an audit were counted as; its baseline is left out.
Counts counts_of(const AuditSettings& settings, const std::vector<ImageRow>& images);

// Small pictures for the contact sheet: the first images of every prompt, not chosen by anybody.
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

}  // namespace evenlight::audit
