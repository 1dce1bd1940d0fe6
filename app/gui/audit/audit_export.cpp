#include "app/gui/audit/audit_export.h"

#include "app/common/audit/audit_reports.h"
#include "app/gui/audit/audit_header.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

constexpr ReportFormat formats[] = {
    {"html", QT_TRANSLATE_NOOP("evenlight::studio::AuditHeader", "Web page (HTML)…")},
    {"pdf", QT_TRANSLATE_NOOP("evenlight::studio::AuditHeader", "Document (PDF)…")},
    {"json", QT_TRANSLATE_NOOP("evenlight::studio::AuditHeader", "All data (JSON)…")},
    {"csv", QT_TRANSLATE_NOOP("evenlight::studio::AuditHeader", "Counts (CSV)…")},
};

ReportFiles file_of(const std::string& format, const fs::path& path) {
  ReportFiles files;
  (format == "html"  ? files.html
   : format == "pdf" ? files.pdf
   : format == "csv" ? files.csv
                     : files.json) = path;
  return files;
}

}  // namespace

std::span<const ReportFormat> report_formats() {
  return formats;
}

QString write_report(const fs::path& audit, const std::string& format, const fs::path& path,
                     const std::optional<double>& target) {
  if (fs::weakly_canonical(path) == fs::weakly_canonical(audit / audit::AuditDatabase::file_name)) {
    throw Error(
        ErrorKind::usage,
        to_std(AuditHeader::tr("That is the audit itself; choose another file for the report.")));
  }
  const auto database = audit::AuditDatabase::open(audit, audit::AuditDatabase::Mode::read);
  audit::ReportSettings settings = report_settings_of(database);
  settings.target_woman = target;
  const bool pictures = format == "html" || format == "pdf";
  write_reports(audit::report_of(database, settings),
                pictures ? audit::contact_sheet(database) : std::vector<audit::Thumbnail>{},
                file_of(format, path));
  return path_text(path);
}

}  // namespace evenlight::studio
