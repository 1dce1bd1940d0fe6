#include "app/common/audit/audit_reports.h"

#include "app/common/audit/run_command.h"
#include "app/common/files/atomic_file.h"
#include "bias_audit/report/comparison_report.h"
#include "bias_audit/report/exports.h"
#include "engine/base/json.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

void write_text(const fs::path& path, const std::string& text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  write_file_atomically(path, {bytes, text.size()}, Overwrite::allow);
}

}  // namespace

audit::ReportSettings report_settings_of(const audit::AuditDatabase& database) {
  audit::ReportSettings settings;
  settings.analysis.epsilon = database.settings().epsilon;
  settings.reproduce = reproduce_line(database.settings());
  return settings;
}

ReportFiles ReportFiles::in(const fs::path& folder) {
  return {folder / "report.html", folder / "report.pdf", folder / "report.json",
          folder / "report.csv"};
}

Json write_reports(const audit::Report& report, const std::vector<audit::Thumbnail>& sheet,
                   const ReportFiles& files) {
  Json written = Json::object();
  const auto write = [&](const char* format, const fs::path& path, auto text) {
    if (path.empty()) return;
    write_text(path, text());
    written[format] = path.string();
  };
  write("html", files.html, [&] { return audit::report_html(report, sheet); });
  write("pdf", files.pdf, [&] { return audit::report_pdf(report, sheet); });
  write("json", files.json, [&] { return audit::report_json(report); });
  write("csv", files.csv, [&] { return audit::report_csv(report); });
  return written;
}

Json write_comparison(const audit::Comparison& comparison, const audit::AnalysisSettings& settings,
                      const ComparisonFiles& files) {
  Json written = Json::object();
  const auto write = [&](const char* format, const fs::path& path, auto text) {
    if (path.empty()) return;
    write_text(path, text());
    written[format] = path.string();
  };
  write("html", files.html, [&] { return audit::comparison_html(comparison, settings); });
  write("pdf", files.pdf, [&] { return audit::comparison_pdf(comparison, settings); });
  write("csv", files.csv, [&] { return audit::comparison_csv(comparison); });
  return written;
}

MitigationFiles MitigationFiles::in(const fs::path& folder) {
  return {{folder / "mitigation.html", folder / "mitigation.pdf", folder / "mitigation.csv"},
          folder / "mitigation.json"};
}

Json write_mitigation(const audit::MitigationReport& report, const audit::Comparison& comparison,
                      const audit::AnalysisSettings& settings, const MitigationFiles& files) {
  ComparisonFiles rest = files.comparison;
  rest.html.clear();
  Json written = write_comparison(comparison, settings, rest);
  if (!files.comparison.html.empty()) {
    write_text(files.comparison.html, audit::mitigation_html(report, comparison, settings));
    written["html"] = files.comparison.html.string();
  }
  if (!files.json.empty()) {
    write_text(files.json, audit::to_json(report).dump(1) + "\n");
    written["json"] = files.json.string();
  }
  return written;
}

Json write_exports(const audit::AuditDatabase* database, const audit::Report& report,
                   const ExportFiles& files) {
  Json written = Json::object();
  const auto write = [&](const char* format, const fs::path& path, const std::string& text) {
    write_text(path, text);
    written[format] = path.string();
  };
  if (!files.card.empty()) write("model_card", files.card, audit::model_card(report));
  if (!files.diversity.empty())
    write("diversity_csv", files.diversity, audit::diversity_csv(report));
  if (!database || files.images.empty()) return written;
  const std::string csv = audit::images_csv(*database);
  write("images_csv", files.images, csv);
  if (files.croissant.empty()) return written;
  const fs::path from = fs::absolute(files.croissant).parent_path();
  const std::string name = fs::absolute(files.images).lexically_relative(from).string();
  write("croissant", files.croissant, audit::croissant_json(*database, report, name, csv));
  return written;
}

}  // namespace evenlight
