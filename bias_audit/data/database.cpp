#include "bias_audit/data/database.h"

#include <algorithm>
#include <map>

#include "bias_audit/data/errors.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/data/sqlite.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::int64_t application = 0x45564C41;  // "EVLA" in the file's header

constexpr const char* tables =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "CREATE TABLE images(subject TEXT NOT NULL, image INTEGER NOT NULL, seed INTEGER NOT NULL,"
    " prompt TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, recipe TEXT NOT NULL,"
    " outcome TEXT NOT NULL, measurement TEXT NOT NULL, PRIMARY KEY(subject, image));";

constexpr const char* label_table =
    "CREATE TABLE labels(rater TEXT NOT NULL, attribute TEXT NOT NULL, subject TEXT NOT NULL,"
    " image INTEGER NOT NULL, outcome TEXT NOT NULL,"
    " PRIMARY KEY(rater, attribute, subject, image));";

fs::path file_of(const fs::path& folder) {
  return folder / AuditDatabase::file_name;
}

size_t subject_index(const PromptSet& set, const std::string& id, const std::string& where) {
  const auto found = std::find_if(set.subjects.begin(), set.subjects.end(),
                                  [&](const PromptSubject& subject) { return subject.id == id; });
  if (found == set.subjects.end()) {
    throw InputError(where + ": holds an image of \"" + shown_text(id) +
                     "\", which is not in its prompt set");
  }
  return size_t(found - set.subjects.begin());
}

void require_answer(const std::vector<std::string>& answers, const HumanLabel& label,
                    const std::string& where) {
  if (std::find(answers.begin(), answers.end(), label.outcome) == answers.end()) {
    throw InputError(where + ": holds the unknown label \"" + shown_text(label.outcome) +
                     "\" of the attribute \"" + shown_text(label.attribute) + "\"");
  }
}

// What is joined to a folder's path must not lead out of it.
void require_inner_file(const std::string& file, const std::string& where) {
  const fs::path path(file);
  const bool leaves = path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
  if (leaves) throw InputError(where + ": names the picture \"" + shown_text(file) + "\"");
}

}  // namespace

AuditDatabase::AuditDatabase(fs::path folder, sqlite3* handle)
    : folder_(std::move(folder)), handle_(handle) {}

AuditDatabase::AuditDatabase(AuditDatabase&& other) noexcept
    : folder_(std::move(other.folder_)),
      handle_(std::exchange(other.handle_, nullptr)),
      settings_(std::move(other.settings_)),
      shard_(other.shard_) {}

AuditDatabase::~AuditDatabase() {
  sqlite3_close(handle_);
}

bool AuditDatabase::exists(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(file_of(folder), error);
}

AuditDatabase AuditDatabase::create(const fs::path& folder, const AuditSettings& settings,
                                    Shard shard) {
  if (exists(folder)) throw InputError(folder.string() + ": holds an audit already");
  std::error_code error;
  fs::create_directories(folder / "images", error);
  if (error) throw InputError(folder.string() + ": cannot be made: " + error.message());
  // Under its own name only when it is whole: a stop while it is made leaves no half of an audit.
  const fs::path draft = folder / "audit.sqlite.new";
  fs::remove(draft, error);
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(draft.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  {
    AuditDatabase made(folder, handle);
    if (code != SQLITE_OK) sqlite_failure(handle, "making " + draft.string());
    execute(handle, ("PRAGMA application_id=" + std::to_string(application)).c_str());
    Transaction transaction(handle);
    execute(handle, tables);
    execute(handle, label_table);
    Statement insert(handle, "INSERT INTO meta VALUES(?1, ?2)");
    for (const auto& [key, value] :
         {std::pair<std::string, std::string>{"settings", to_json(settings).dump()},
          {"shard", std::to_string(shard.index) + "/" + std::to_string(shard.count)}}) {
      insert.bind(1, key).bind(2, value).step();
      insert.reset();
    }
    transaction.commit();
  }
  fs::rename(draft, file_of(folder));
  return open(folder, Mode::write);
}

AuditDatabase AuditDatabase::open(const fs::path& folder, Mode mode) {
  if (!exists(folder)) {
    throw InputError(folder.string() + ": holds no audit (there is no audit.sqlite)");
  }
  sqlite3* handle = nullptr;
  // A reader may find a write-ahead log that a stop left behind, and has to be able to read it in.
  const int code =
      sqlite3_open_v2(file_of(folder).c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  AuditDatabase database(folder, handle);
  if (code != SQLITE_OK) sqlite_failure(handle, "opening " + file_of(folder).string());
  sqlite3_busy_timeout(handle, 10'000);
  try {
    database.read_meta();
    if (mode == Mode::write) {
      execute(handle, "PRAGMA journal_mode=WAL");
      execute(handle, "PRAGMA synchronous=FULL");
    }
  } catch (const InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw InputError(file_of(folder).string() + ": cannot be read (" + error.what() + ")");
  }
  return database;
}

void AuditDatabase::read_meta() {
  const std::string where = file_of(folder_).string();
  {
    Statement id(handle_, "PRAGMA application_id");
    if (!id.step() || id.integer(0) != application) {
      throw InputError(where + ": is not a database of an audit");
    }
  }
  Statement select(handle_, "SELECT key, value FROM meta");
  std::string settings, shard;
  while (select.step()) {
    if (select.text(0) == "settings") settings = select.text(1);
    if (select.text(0) == "shard") shard = select.text(1);
  }
  settings_ =
      settings_from_json(parse_json_text(settings, where + ", settings"), where + ", settings");
  if (std::sscanf(shard.c_str(), "%ld/%ld", &shard_.index, &shard_.count) != 2 ||
      shard_.index < 0 || shard_.index >= shard_.count) {
    throw InputError(where + ": names the shard \"" + shown_text(shard) + "\"");
  }
}

void AuditDatabase::add(std::span<const ImageRow> rows) {
  Transaction transaction(handle_);
  Statement insert(handle_, "INSERT INTO images VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
  for (const ImageRow& row : rows) {
    insert.bind(1, settings_.set.subjects.at(row.subject).id)
        .bind(2, row.image)
        .bind(3, std::int64_t(row.seed))
        .bind(4, row.prompt)
        .bind(5, row.file)
        .bind(6, row.sha256)
        .bind(7, row.recipe)
        .bind(8, row.measurement.outcome)
        .bind(9, to_json(row.measurement).dump())
        .step();
    insert.reset();
  }
  transaction.commit();
}

std::vector<ImageRow> AuditDatabase::images() const {
  const std::string where = file_of(folder_).string();
  std::vector<ImageRow> rows;
  Statement select(handle_,
                   "SELECT subject, image, seed, prompt, file, sha256, recipe, measurement"
                   " FROM images");
  while (select.step()) {
    ImageRow row;
    row.subject = subject_index(settings_.set, select.text(0), where);
    row.image = select.integer(1);
    row.seed = std::uint64_t(select.integer(2));
    row.prompt = select.text(3);
    row.file = select.text(4);
    row.sha256 = select.text(5);
    row.recipe = select.text(6);
    require_inner_file(row.file, where);
    row.measurement =
        measurement_from_json(parse_json_text(select.text(7), where), where + ", measurement");
    if (row.image < 0 || row.image >= settings_.images) {
      throw InputError(where + ": holds image " + std::to_string(row.image) + ", beyond its last");
    }
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const ImageRow& a, const ImageRow& b) {
    return std::pair(a.subject, a.image) < std::pair(b.subject, b.image);
  });
  const auto twice = std::adjacent_find(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.subject == b.subject && a.image == b.image;
  });
  if (twice != rows.end()) {
    throw InputError(where + ": holds image " + std::to_string(twice->image) + " of \"" +
                     settings_.set.subjects[twice->subject].id + "\" twice");
  }
  return rows;
}

bool AuditDatabase::labels_name_their_attribute() const {
  Statement column(handle_, "SELECT 1 FROM pragma_table_info('labels') WHERE name='attribute'");
  return column.step();
}

void AuditDatabase::add_labels(const std::vector<HumanLabel>& labels) {
  Transaction transaction(handle_);
  if (!labels_name_their_attribute()) {
    // A database from when people could only be asked about presentation.
    execute(handle_, "ALTER TABLE labels RENAME TO old_labels");
    execute(handle_, label_table);
    execute(handle_,
            "INSERT INTO labels SELECT rater, 'presentation', subject, image, outcome"
            " FROM old_labels");
    execute(handle_, "DROP TABLE old_labels");
  }
  Statement insert(handle_,
                   "INSERT OR REPLACE INTO labels(rater, attribute, subject, image, outcome)"
                   " VALUES(?1,?2,?3,?4,?5)");
  for (const HumanLabel& label : labels) {
    insert.bind(1, label.rater)
        .bind(2, label.attribute)
        .bind(3, settings_.set.subjects.at(label.subject).id)
        .bind(4, label.image)
        .bind(5, label.outcome)
        .step();
    insert.reset();
  }
  transaction.commit();
}

std::vector<HumanLabel> AuditDatabase::labels() const {
  const std::string where = file_of(folder_).string();
  std::vector<HumanLabel> labels;
  std::map<std::string, std::vector<std::string>> answers;  // to each attribute
  Statement select(handle_,
                   labels_name_their_attribute()
                       ? "SELECT rater, subject, image, outcome, attribute FROM labels"
                       : "SELECT rater, subject, image, outcome, 'presentation' FROM labels");
  while (select.step()) {
    labels.push_back({select.text(0), subject_index(settings_.set, select.text(1), where),
                      select.integer(2), select.text(3), select.text(4)});
    const std::string& attribute = labels.back().attribute;
    const auto [known, is_new] = answers.try_emplace(attribute);
    if (is_new) known->second = answers_to(settings_, attribute);
    require_answer(known->second, labels.back(), where);
  }
  std::sort(labels.begin(), labels.end(), [](const HumanLabel& a, const HumanLabel& b) {
    return std::tie(a.attribute, a.rater, a.subject, a.image) <
           std::tie(b.attribute, b.rater, b.subject, b.image);
  });
  return labels;
}

}  // namespace evenlight::audit
