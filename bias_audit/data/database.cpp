#include "bias_audit/data/database.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <tuple>

#include "bias_audit/data/folder_lock.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/data/sqlite.h"
#include "bias_audit/data/whole_file.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr int64_t application = 0x45564C41;  // "EVLA" in the file's header

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
    throw InputError(
        say<"{0}: holds an image of \"{1}\", which is not in its prompt set">(where, shown(id)));
  }
  return size_t(found - set.subjects.begin());
}

void require_answer(const std::vector<std::string>& answers, const HumanLabel& label,
                    const std::string& where) {
  if (std::find(answers.begin(), answers.end(), label.outcome) == answers.end()) {
    throw InputError(say<"{0}: holds the unknown label \"{1}\" of the attribute \"{2}\"">(
        where, shown(label.outcome), shown(label.attribute)));
  }
}

// What is joined to a folder's path must not lead out of it.
void require_inner_file(const std::string& file, const std::string& where) {
  const fs::path path(file);
  const bool leaves = path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
  if (leaves) throw InputError(say<"{0}: names the picture \"{1}\"">(where, shown(file)));
}

sqlite3* open_handle(const std::string& name, int flags) {
  sqlite3* handle = nullptr;
  if (sqlite3_open_v2(name.c_str(), &handle, flags, nullptr) != SQLITE_OK) {
    const std::string reason = handle ? sqlite3_errmsg(handle) : "no memory";
    sqlite3_close(handle);
    throw InputError(say<"{0}: cannot be opened ({1})">(name, reason));
  }
  sqlite3_busy_timeout(handle, 10'000);
  return handle;
}

// "file:" and the path, everything that a URI reads as a sign of its own as %XX.
std::string uri_of(const fs::path& path) {
  std::string uri = "file:";
  for (const char c : fs::absolute(path).string()) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '.' || c == '-' || c == '_';
    if (plain) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

// A reader may find a write-ahead log that a stop left behind, and has to read it in. Where it may
// not write, and there is no such log, the file is taken as it lies.
sqlite3* reader_of(const fs::path& file) {
  if (access(file.c_str(), R_OK) != 0) {
    throw InputError(say<"{0}: cannot be opened ({1})">(file.string(), std::strerror(errno)));
  }
  const bool may_write =
      access(file.c_str(), W_OK) == 0 && access(file.parent_path().c_str(), W_OK) == 0;
  if (may_write) return open_handle(file, SQLITE_OPEN_READWRITE);
  std::error_code error;
  const auto log = fs::file_size(file.string() + "-wal", error);
  if (!error && log > 0) {
    throw InputError(
        say<"{0}: is being written, or was not closed, and cannot be read here, where nothing may "
            "be written; copy the whole folder and read the copy">(file.string()));
  }
  return open_handle(uri_of(file) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

// The file may come from anybody: its schema may not do anything of its own.
void harden(sqlite3* handle) {
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 32);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  execute(handle, "PRAGMA cell_size_check=ON");
}

// Ends what is read from a file that leads in circles: a page of it may stand in many places of its
// tree, so that a small file has more rows than can be counted.
class ReadBudget {
 public:
  explicit ReadBudget(sqlite3* handle) : handle_(handle) {
    sqlite3_progress_handler(handle, operations_a_call, &ReadBudget::spend, this);
  }
  ~ReadBudget() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }
  ReadBudget(const ReadBudget&) = delete;
  ReadBudget& operator=(const ReadBudget&) = delete;

 private:
  static constexpr int operations_a_call = 1'000'000;
  static constexpr int max_calls = 600;  // a million images take about 30

  static int spend(void* budget) { return ++static_cast<ReadBudget*>(budget)->calls_ > max_calls; }

  sqlite3* handle_;
  int calls_ = 0;
};

[[noreturn]] void refuse_repeated_row(const std::string& where) {
  throw InputError(say<"{0}: is damaged ({1})">(where, say<"one of its rows is listed twice">()));
}

[[noreturn]] void refuse_foreign(const std::string& where, const std::string& type,
                                 const std::string& name) {
  throw InputError(
      say<"{0}: holds the {1} \"{2}\", which no audit has; it was changed by somebody">(
          where, shown(type), shown(name)));
}

// No column of a table of ours is computed.
void require_plain_columns(sqlite3* handle, const std::string& table, const std::string& where) {
  Statement columns(handle, "SELECT name, hidden FROM pragma_table_xinfo(?1)");
  columns.bind(1, table);
  while (columns.step()) {
    if (columns.integer(1) != 0) refuse_foreign(where, "computed column", columns.text(0));
  }
}

// Only tables, and only ours: a view in the place of one could run for ever. Nothing else of the
// file is read before.
void require_our_tables(sqlite3* handle, const std::string& where) {
  std::set<std::string> found;
  Statement select(handle, "SELECT type, name, sql FROM sqlite_master");
  while (select.step()) {
    const std::string type = select.text(0), name = select.text(1);
    const std::string sql = select.text(2);
    if (type == "index" && name.starts_with("sqlite_autoindex_") && sql.empty()) continue;
    const bool is_ours =
        type == "table" && (name == "meta" || name == "images" || name == "labels");
    if (!is_ours || !sql.starts_with("CREATE TABLE") || !found.insert(name).second) {
      refuse_foreign(where, type, name);
    }
  }
  for (const char* name : {"meta", "images", "labels"}) {
    if (!found.contains(name)) {
      throw InputError(say<"{0}: is damaged (its table \"{1}\" is missing)">(where, name));
    }
    require_plain_columns(handle, name, where);
  }
}

}  // namespace

AuditDatabase::AuditDatabase(fs::path folder, sqlite3* handle)
    : folder_(std::move(folder)), handle_(handle) {}

AuditDatabase::AuditDatabase(AuditDatabase&& other) noexcept
    : folder_(std::move(other.folder_)),
      handle_(std::exchange(other.handle_, nullptr)),
      writes_(other.writes_),
      settings_(std::move(other.settings_)),
      shard_(other.shard_) {}

AuditDatabase::~AuditDatabase() {
  // Out of write-ahead mode when nobody else is in: then one plain file can be read from a medium
  // or by a user that may not write. When somebody is, the last one to leave does it.
  if (handle_ && writes_) {
    sqlite3_busy_timeout(handle_, 0);
    sqlite3_exec(handle_, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
  }
  sqlite3_close(handle_);
}

bool AuditDatabase::exists(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(file_of(folder), error);
}

void AuditDatabase::discard(const fs::path& folder) noexcept {
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    fs::remove(file_of(folder).string() + ending, ignored);
  }
  // Folders of prompts that hold no picture; what a person put there stays.
  const fs::path images = folder / "images";
  for (fs::directory_iterator at(images, ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    std::error_code not_empty;
    if (at->is_directory(not_empty)) fs::remove(at->path(), not_empty);
  }
  fs::remove(images, ignored);
  fs::remove(folder, ignored);
}

AuditDatabase AuditDatabase::create(const fs::path& folder, const AuditSettings& settings,
                                    Shard shard) {
  if (exists(folder)) throw InputError(say<"{0}: holds an audit already">(folder.string()));
  MadeTogether made_files;
  made_files.make_folder(folder / "images");
  const FolderLock lock(folder);
  if (exists(folder)) throw InputError(say<"{0}: holds an audit already">(folder.string()));
  // Under its own name only when it is whole: a stop while it is made leaves no half of an audit.
  const fs::path draft = folder / "audit.sqlite.new";
  std::error_code error;
  fs::remove(draft, error);
  made_files.expect(draft);
  made_files.expect(draft.string() + "-journal");
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(draft.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  {
    AuditDatabase made(folder, handle);
    if (code != SQLITE_OK) sqlite_failure(handle, "making it");
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
  made_files.keep();
  return open(folder, Mode::write);
}

AuditDatabase AuditDatabase::open(const fs::path& folder, Mode mode) {
  if (!exists(folder)) {
    throw InputError(say<"{0}: holds no audit (there is no audit.sqlite)">(folder.string()));
  }
  const fs::path file = file_of(folder);
  const bool writes = mode == Mode::write;
  AuditDatabase database(folder,
                         writes ? open_handle(file, SQLITE_OPEN_READWRITE) : reader_of(file));
  database.writes_ = writes;
  if (writes && sqlite3_db_readonly(database.handle_, "main") == 1) {
    throw Error(ErrorKind::failed,
                say<"{0}: cannot be written; look at the rights of the file and of its folder.">(
                    file.string()));
  }
  harden(database.handle_);
  database.require_ours();
  database.read_meta();
  if (writes) {
    execute(database.handle_, "PRAGMA journal_mode=WAL");
    execute(database.handle_, "PRAGMA synchronous=FULL");
  }
  return database;
}

void AuditDatabase::require_ours() const {
  const std::string where = file_of(folder_).string();
  const ReadBudget budget(handle_);
  {
    Statement id(handle_, "PRAGMA application_id");
    if (!id.step() || id.integer(0) != application) {
      throw InputError(say<"{0}: is not a database of an audit">(where));
    }
  }
  require_our_tables(handle_, where);
}

void AuditDatabase::read_meta() {
  const std::string where = file_of(folder_).string();
  const ReadBudget budget(handle_);
  Statement select(handle_, "SELECT key, value FROM meta");
  std::string settings, shard;
  std::set<std::string> keys;
  while (select.step()) {
    if (!keys.insert(select.text(0)).second) refuse_repeated_row(where);
    if (select.text(0) == "settings") settings = select.text(1);
    if (select.text(0) == "shard") shard = select.text(1);
  }
  settings_ =
      settings_from_json(parse_json_text(settings, where + ", settings"), where + ", settings");
  if (std::sscanf(shard.c_str(), "%ld/%ld", &shard_.index, &shard_.count) != 2 ||
      shard_.index < 0 || shard_.index >= shard_.count) {
    throw InputError(say<"{0}: names the shard \"{1}\"">(where, shown(shard)));
  }
}

void AuditDatabase::add(std::span<const ImageRow> rows) {
  Transaction transaction(handle_);
  Statement insert(handle_, "INSERT INTO images VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
  for (const ImageRow& row : rows) {
    insert.bind(1, settings_.set.subjects.at(row.subject).id)
        .bind(2, row.image)
        .bind(3, int64_t(row.seed))
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
  const ReadBudget budget(handle_);
  std::set<std::pair<size_t, int64_t>> keys;
  Statement select(handle_,
                   "SELECT subject, image, seed, prompt, file, sha256, recipe, measurement"
                   " FROM images");
  while (select.step()) {
    ImageRow row;
    row.subject = subject_index(settings_.set, select.text(0), where);
    row.image = select.integer(1);
    row.seed = uint64_t(select.integer(2));
    row.prompt = select.text(3);
    row.file = select.text(4);
    row.sha256 = select.text(5);
    row.recipe = select.text(6);
    require_inner_file(row.file, where);
    row.measurement =
        measurement_from_json(parse_json_text(select.text(7), where), where + ", measurement");
    if (row.image < 0 || row.image >= settings_.images) {
      throw InputError(say<"{0}: holds image {1}, beyond its last">(where, row.image));
    }
    if (!keys.emplace(row.subject, row.image).second) {
      throw InputError(say<"{0}: holds image {1} of \"{2}\" twice">(
          where, row.image, settings_.set.subjects[row.subject].id));
    }
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const ImageRow& a, const ImageRow& b) {
    return std::pair(a.subject, a.image) < std::pair(b.subject, b.image);
  });
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
  std::set<std::tuple<std::string, std::string, size_t, int64_t>> keys;
  const ReadBudget budget(handle_);
  Statement select(handle_,
                   labels_name_their_attribute()
                       ? "SELECT rater, subject, image, outcome, attribute FROM labels"
                       : "SELECT rater, subject, image, outcome, 'presentation' FROM labels");
  while (select.step()) {
    labels.push_back({select.text(0), subject_index(settings_.set, select.text(1), where),
                      select.integer(2), select.text(3), select.text(4)});
    const HumanLabel& last = labels.back();
    if (!keys.emplace(last.attribute, last.rater, last.subject, last.image).second) {
      refuse_repeated_row(where);
    }
    const std::string& attribute = last.attribute;
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
