// The report of an audit, written into a file.
#pragma once

#include <QString>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace evenlight::studio {

struct ReportFormat {
  const char* id;    // "html", and what the file's name ends in
  const char* text;  // of the menu, to be translated in the context AuditHeader
};
std::span<const ReportFormat> report_formats();

// The whole report with every reference that the audit has, as `evenlight audit report` writes it,
// and a share of one's own as `target`. Returns the file's path. Throws Error.
QString write_report(const std::filesystem::path& audit, const std::string& format,
                     const std::filesystem::path& path, const std::optional<double>& target);

}  // namespace evenlight::studio
