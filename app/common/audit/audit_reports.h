// The files with an audit's results.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/report/mitigation_report.h"
#include "bias_audit/report/report.h"

namespace evenlight {

// What a report of that audit is made with: its own margin, and the command that makes it again.
audit::ReportSettings report_settings_of(const audit::AuditDatabase& database);

// Where reports go, by format; an empty path is not written.
struct ReportFiles {
  std::filesystem::path html, pdf, json, csv;
  static ReportFiles in(const std::filesystem::path& folder);  // report.html, …
};

// Writes what is named and returns {"html": path, …} of it. `sheet` may be empty.
nlohmann::ordered_json write_reports(const audit::Report& report,
                                     const std::vector<audit::Thumbnail>& sheet,
                                     const ReportFiles& files);

// The same of a comparison.
struct ComparisonFiles {
  std::filesystem::path html, pdf, csv;
};
nlohmann::ordered_json write_comparison(const audit::Comparison& comparison,
                                        const audit::AnalysisSettings& settings,
                                        const ComparisonFiles& files);

// The same of a mitigation: the comparison with what was done before it. `json` is its own.
struct MitigationFiles {
  ComparisonFiles comparison;
  std::filesystem::path json;
  static MitigationFiles in(const std::filesystem::path& folder);  // mitigation.html, …
};
nlohmann::ordered_json write_mitigation(const audit::MitigationReport& report,
                                        const audit::Comparison& comparison,
                                        const audit::AnalysisSettings& settings,
                                        const MitigationFiles& files);

// What others read an audit with. `database` is null for counts from elsewhere, which have a model
// card only.
struct ExportFiles {
  std::filesystem::path images, card, croissant, diversity;
};
nlohmann::ordered_json write_exports(const audit::AuditDatabase* database,
                                     const audit::Report& report, const ExportFiles& files);

}  // namespace evenlight
