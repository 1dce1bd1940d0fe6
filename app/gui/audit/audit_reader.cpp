#include "app/gui/audit/audit_reader.h"

#include <spdlog/spdlog.h>

#include <QTimer>
#include <algorithm>

#include "app/common/audit/audit_reports.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "bias_audit/measure/runner.h"
#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

constexpr int min_rest_ms = 700;
constexpr size_t max_charted_prompts = 200;  // a longer overview is no overview

// Only what the person wants to see beside the shares.
void keep_wanted(audit::Report& report, const AuditReferences& wanted) {
  if (!report.references) return;
  for (audit::ReferencedPrompt& prompt : report.references->prompts) {
    std::erase_if(prompt.against, [&](const audit::ReferenceRow& row) {
      return (row.reference == "row" && !wanted.rows) ||
             (row.reference == "baseline" && !wanted.baseline);
    });
  }
}

void draw(AuditSnapshot& snapshot) {
  const audit::Report& report = snapshot.report;
  const bool short_enough = report.audit->prompts.size() <= max_charted_prompts;
  for (const auto& [arm, attribute] : audit::families_of(report)) {
    auto& charts = snapshot.overview.emplace_back();
    if (!short_enough) continue;
    if (attribute == "presentation") {
      charts.push_back(audit::shares_chart(report, arm));
    } else {
      charts.push_back(audit::outcomes_chart(report, arm, attribute));
      charts.push_back(audit::distances_chart(report, arm, attribute));
    }
  }
  for (const audit::GroupResult& group : report.analysis.groups) {
    const bool charted = group.attribute == "presentation";
    snapshot.prompts.push_back(charted ? audit::prompt_chart(report, group) : audit::Drawing{});
  }
}

}  // namespace

QString AuditPicture::label_of(const QString& attribute) const {
  for (const auto& [name, label] : labels) {
    if (name == attribute) return label;
  }
  return {};
}

AuditSnapshotPtr read_audit(const fs::path& folder, const AuditReferences& references) {
  const auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::read);
  audit::ReportSettings settings = report_settings_of(database);
  settings.target_woman = references.target;
  auto snapshot = std::make_shared<AuditSnapshot>();
  snapshot->folder = folder;
  snapshot->report = audit::report_of(database, settings);
  keep_wanted(snapshot->report, references);
  snapshot->headline = audit::headline_sentences(snapshot->report);
  snapshot->missing = audit::missing_images(database);
  const std::vector<std::string> attributes = audit::attributes_of(database.settings());
  for (const audit::ImageRow& row : audit::as_people_read(database, database.images())) {
    AuditPicture picture;
    picture.subject = row.subject;
    picture.seed = row.seed;
    if (!row.file.empty()) picture.file = folder / row.file;
    picture.prompt = to_qt(row.prompt);
    for (const std::string& attribute : attributes) {
      picture.labels.emplace_back(to_qt(attribute), to_qt(row.measurement.label_of(attribute)));
    }
    snapshot->pictures.push_back(std::move(picture));
  }
  snapshot->made = qint64(snapshot->pictures.size());
  draw(*snapshot);
  return snapshot;
}

std::vector<KnownAudit> list_audits(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, KnownAudit>> found;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    const fs::path database = item.path() / audit::AuditDatabase::file_name;
    const auto time = fs::last_write_time(database, error);
    if (!error) found.push_back({time, {item.path(), path_text(item.path().filename())}});
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return std::tie(b.first, a.second.title) < std::tie(a.first, b.second.title);
  });
  std::vector<KnownAudit> audits;
  for (auto& [time, known] : found) audits.push_back(std::move(known));
  return audits;
}

namespace {

QString title_of(const KnownAudit& known, const audit::AuditSettings& settings) {
  return settings.arm.empty() ? known.title
                              : AuditReader::tr("%1 (%2)").arg(known.title, to_qt(settings.arm));
}

// Whatever the pictures of "a person" beside them.
std::vector<std::string> prompts_of(const audit::AuditSettings& settings) {
  std::vector<std::string> prompts;
  for (const audit::PromptTemplate& wording : settings.set.templates) {
    prompts.push_back(wording.text);
  }
  for (const audit::PromptSubject& subject : settings.set.subjects) prompts.push_back(subject.text);
  if (settings.baseline) prompts.pop_back();
  return prompts;
}

bool same_prompts(const audit::AuditSettings& a, const audit::AuditSettings& b) {
  return a.set.name == b.set.name && a.seed_base == b.seed_base && prompts_of(a) == prompts_of(b);
}

}  // namespace

std::vector<KnownAudit> comparable_audits(const fs::path& first,
                                          const std::vector<KnownAudit>& audits) {
  constexpr auto mode = audit::AuditDatabase::Mode::read;
  const audit::AuditSettings wanted = audit::AuditDatabase::open(first, mode).settings();
  std::vector<KnownAudit> found;
  for (const KnownAudit& known : audits) {
    if (known.folder == first) continue;
    try {
      const auto database = audit::AuditDatabase::open(known.folder, mode);
      const audit::AuditSettings& settings = database.settings();
      if (!same_prompts(wanted, settings) || audit::missing_images(database) > 0) continue;
      found.push_back({known.folder, title_of(known, settings)});
    } catch (const std::exception& error) {
      spdlog::debug("{}", error.what());  // a damaged one is told when it is opened
    }
  }
  return found;
}

QString title_with_variant(const KnownAudit& known) {
  const auto mode = audit::AuditDatabase::Mode::read;
  return title_of(known, audit::AuditDatabase::open(known.folder, mode).settings());
}

AuditReader::AuditReader(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
  pool_.setThreadPriority(QThread::LowPriority);
}

AuditReader::~AuditReader() {
  pool_.clear();
  pool_.waitForDone();
}

void AuditReader::read_now(const fs::path& folder, const AuditReferences& references) {
  resting_ = false;
  read_soon(folder, references);
}

void AuditReader::read_soon(const fs::path& folder, const AuditReferences& references) {
  request_ = {folder, references};
  if (!reading_ && !resting_) start_reading();
}

void AuditReader::start_reading() {
  if (!request_) return;
  reading_ = true;
  clock_.start();
  pool_.start([this, request = *std::exchange(request_, std::nullopt)] {
    AuditSnapshotPtr snapshot;
    QString sentence;
    try {
      snapshot = read_audit(request.folder, request.references);
    } catch (const std::exception& error) {
      sentence = in_own_words(error);
    }
    QMetaObject::invokeMethod(this, [this, snapshot, sentence] {
      if (snapshot) {
        emit read(snapshot);
      } else {
        emit failed(sentence);
      }
      reading_ended();
    });
  });
}

void AuditReader::reading_ended() {
  reading_ = false;
  resting_ = true;
  const int rest = std::max(min_rest_ms, int(clock_.elapsed()));
  QTimer::singleShot(rest, this, [this] {
    resting_ = false;
    if (!reading_) start_reading();
  });
}

}  // namespace evenlight::studio
