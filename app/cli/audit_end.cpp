#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_setup.h"
#include "app/cli/command_words.h"
#include "app/cli/console_log.h"
#include "bias_audit/data/picture_check.h"
#include "bias_audit/measure/runner.h"
#include "bias_audit/report/answer.h"
#include "bias_audit/report/sentences.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

}  // namespace

void tell_changed_pictures(const audit::AuditDatabase& database, Json& result) {
  const std::vector<audit::ChangedPicture> changed = audit::changed_pictures(database);
  if (changed.empty()) return;
  spdlog::warn("{}.", in_command_words(audit::changed_words(database, changed)));
  for (const audit::ChangedPicture& each : changed) {
    result["changed_pictures"].push_back({{"folder", database.folder().string()},
                                          {"file", each.file},
                                          {"state", audit::state_name(each.state)}});
  }
}

void finish_audit(Console& console, bool json, const fs::path& folder, bool with_reports,
                  const Json& more) {
  const auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::read);
  const audit::Shard shard = database.shard();
  const audit::Report report = audit::report_of(database, report_settings_of(database));
  Json reports = Json::object();
  if (with_reports && shard.count == 1) {
    reports = write_reports(report, audit::contact_sheet(database), ReportFiles::in(folder));
  }
  Json changed = Json::object();
  tell_changed_pictures(database, changed);
  const std::string file = (folder / audit::AuditDatabase::file_name).string();
  if (json) {
    Json result = {{"database", file},
                   {"shard", fmt::format("{}/{}", shard.index, shard.count)},
                   {"images", database.images().size()},
                   {"missing", audit::missing_images(database)},
                   {"reports", reports},
                   {"summary", audit::rows_json(report.analysis.summary)}};
    result.update(more);
    result.update(changed);
    print_json(console, result);
    return;
  }
  print_path(console, file);
  for (const auto& [format, path] : reports.items()) print_path(console, path.get<std::string>());
  if (shard.count == 1) print_headline(console, report);
}

void print_headline(Console& console, const audit::Report& report) {
  const audit::Answer answer = audit::answer_of(report);
  for (const Message& sentence : {answer.answer, answer.how_sure, answer.next}) {
    console.out << in_command_words(sentence) << "\n";
  }
  console.out << "\n";
  for (const Message& sentence : audit::headline_sentences(report)) {
    console.out << in_command_words(sentence) << "\n";
  }
}

}  // namespace evenlight::cli
