#include "app/gui/gallery/gallery_store.h"

#include <spdlog/spdlog.h>

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <atomic>

#include "app/common/files/atomic_file.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/settings/picture_recipe.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

constexpr int version = 2;  // of the tables; another one is rebuilt
constexpr size_t max_ratings_bytes = size_t(64) << 20;

QString next_connection() {
  static std::atomic<int> count = 0;
  return QString("gallery-%1").arg(++count);
}

[[noreturn]] void fail(const QString& what) {
  throw Error(ErrorKind::failed, say<"The gallery's database does not work: {0}.">(to_std(what)));
}

void require(bool worked, const QSqlQuery& query) {
  if (!worked) fail(query.lastError().text());
}

void execute(QSqlQuery& query, const QString& sql) {
  require(query.exec(sql), query);
}

// So that % and _ in a search mean themselves.
QString like(const QString& word) {
  QString escaped = word;
  for (const char* sign : {"\\", "%", "_"}) escaped.replace(sign, QString("\\") + sign);
  return "%" + escaped + "%";
}

constexpr const char* memory = ":memory:";

// Whether what is in the file can be relied on. Reads all of it: about a millisecond a megabyte.
bool sound(QSqlQuery& query) {
  return query.exec("PRAGMA quick_check(1)") && query.next() && query.value(0).toString() == "ok" &&
         query.exec("SELECT count(*) FROM sqlite_master") && query.next();
}

}  // namespace

// False: it is damaged or of another version (then `damaged_`), or cannot be read or written.
bool GalleryStore::open(const QString& file) {
  damaged_ = false;
  QSqlDatabase database = QSqlDatabase::database(connection_, false);
  database.setDatabaseName(file);
  if (!database.open()) return false;
  try {
    QSqlQuery query(database);
    execute(query, "PRAGMA busy_timeout=5000");
    execute(query, "PRAGMA journal_mode=WAL");
    // With the log of WAL a power cut loses the last changes, which a rescan finds, never the file.
    execute(query, "PRAGMA synchronous=NORMAL");
    execute(query, "PRAGMA user_version");
    const int found = query.next() ? query.value(0).toInt() : -1;
    query.finish();
    damaged_ = (found != 0 && found != version) || !sound(query);
    if (!damaged_) {
      query.finish();
      make_tables();
      find({});  // a page that the check does not know to be wrong fails here
      return true;
    }
  } catch (const Error& error) {
    spdlog::warn("{}: {}", to_std(file), error.what());
    const std::string_view said = error.what();
    damaged_ = said.find("malformed") != said.npos || said.find("not a database") != said.npos;
  }
  database.close();
  return false;
}

// The damaged file stays beside the new one, for whoever wants to look at it; its logs go with it.
bool GalleryStore::set_aside(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return false;
  const std::string stamp = to_std(QDateTime::currentDateTime().toString("yyyy-MM-dd-hhmmss"));
  const fs::path aside =
      file.parent_path() / (file.stem().string() + "-damaged-" + stamp + file.extension().string());
  fs::rename(file, aside, error);
  if (error) return false;
  for (const char* log : {"-wal", "-shm"}) fs::remove(file.string() + log, error);
  warning_ = tr("The list of pictures, %1, was damaged and is being made anew from the pictures. "
                "The old file is kept as %2.")
                 .arg(path_text(file), path_text(aside.filename()));
  return true;
}

GalleryStore::GalleryStore(const fs::path& file, const fs::path& pictures)
    : pictures_(pictures), connection_(next_connection()) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  fs::create_directories(pictures_, error);
  if (!QSqlDatabase::addDatabase("QSQLITE", connection_).isValid()) {
    fail("Qt's SQLite driver is missing (install the package libqt6sql6-sqlite)");
  }
  if (open(path_text(file))) return;
  if (damaged_ && set_aside(file) && open(path_text(file))) return;
  in_memory_ = true;
  warning_ = tr("The list of pictures can't be kept in %1. It is made anew at each start; check "
                "that you may write there and that the disk is not full.")
                 .arg(path_text(file.parent_path()));
  if (!open(memory)) fail(QSqlDatabase::database(connection_).lastError().text());
}

GalleryStore::~GalleryStore() {
  QSqlDatabase::database(connection_).close();
  QSqlDatabase::removeDatabase(connection_);
}

void GalleryStore::make_tables() {
  QSqlQuery query(QSqlDatabase::database(connection_));
  execute(query,
          "CREATE TABLE IF NOT EXISTS pictures (id INTEGER PRIMARY KEY, file TEXT UNIQUE NOT NULL, "
          "time INTEGER NOT NULL, size INTEGER NOT NULL, prompt TEXT NOT NULL, negative TEXT NOT "
          "NULL, model TEXT NOT NULL, seed TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER "
          "NOT NULL, recipe TEXT NOT NULL, rating INTEGER NOT NULL)");
  // Holds all that a list needs, so that the rows themselves are not read.
  execute(query,
          "CREATE INDEX IF NOT EXISTS by_time ON pictures (time DESC, id DESC, file, rating)");
  execute(query, "CREATE INDEX IF NOT EXISTS by_model ON pictures (model)");
  execute(query, QString("PRAGMA user_version=%1").arg(version));
}

fs::path GalleryStore::path_of(const QString& file) const {
  return pictures_ / to_std(file);
}

std::vector<GalleryEntry> GalleryStore::find(const GallerySearch& search,
                                             std::optional<qint64> id) const {
  QStringList conditions;
  QVariantList values;
  for (const QString& word : search.words.split(' ', Qt::SkipEmptyParts)) {
    conditions << "(prompt LIKE ? ESCAPE '\\' OR file LIKE ? ESCAPE '\\')";
    values << like(word) << like(word);
  }
  if (id) {
    conditions << "id = ?";
    values << *id;
  }
  if (!search.model.isEmpty()) {
    conditions << "model = ?";
    values << search.model;
  }
  if (search.from) {
    conditions << "time >= ?";
    values << search.from->startOfDay().toMSecsSinceEpoch();
  }
  if (search.to) {
    conditions << "time < ?";
    values << search.to->addDays(1).startOfDay().toMSecsSinceEpoch();
  }
  if (search.rating > 0) {
    conditions << "rating >= ?";
    values << search.rating;
  }
  QSqlQuery query(QSqlDatabase::database(connection_));
  query.setForwardOnly(true);
  const QString where = conditions.isEmpty() ? "" : " WHERE " + conditions.join(" AND ");
  require(query.prepare("SELECT id, file, rating FROM pictures" + where +
                        " ORDER BY time DESC, id DESC"),
          query);
  for (const QVariant& value : values) query.addBindValue(value);
  require(query.exec(), query);
  std::vector<GalleryEntry> entries;
  while (query.next()) {
    entries.push_back(
        {query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toInt()});
  }
  return entries;
}

std::optional<GalleryDetails> GalleryStore::details(qint64 id) const {
  QSqlQuery query(QSqlDatabase::database(connection_));
  require(query.prepare("SELECT file, prompt, negative, model, recipe, time, seed, width, height, "
                        "rating FROM pictures WHERE id = ?"),
          query);
  query.addBindValue(id);
  require(query.exec(), query);
  if (!query.next()) return std::nullopt;
  GalleryDetails details;
  details.file = query.value(0).toString();
  details.prompt = query.value(1).toString();
  details.negative = query.value(2).toString();
  details.model = query.value(3).toString();
  details.recipe = query.value(4).toString();
  details.date = QDateTime::fromMSecsSinceEpoch(query.value(5).toLongLong()).toString(Qt::ISODate);
  details.seed = query.value(6).toString().toULongLong();
  details.width = query.value(7).toInt();
  details.height = query.value(8).toInt();
  details.rating = query.value(9).toInt();
  return details;
}

std::optional<qint64> GalleryStore::id_of(const fs::path& picture) const {
  QSqlQuery query(QSqlDatabase::database(connection_));
  require(query.prepare("SELECT id FROM pictures WHERE file = ?"), query);
  query.addBindValue(QDir(path_text(pictures_)).relativeFilePath(path_text(picture)));
  require(query.exec(), query);
  if (!query.next()) return std::nullopt;
  return query.value(0).toLongLong();
}

QStringList GalleryStore::models() const {
  QSqlQuery query(QSqlDatabase::database(connection_));
  execute(query, "SELECT DISTINCT model FROM pictures WHERE model <> '' ORDER BY model");
  QStringList models;
  while (query.next()) models << query.value(0).toString();
  return models;
}

qint64 GalleryStore::insert(const QString& file, qint64 time, qint64 size) {
  const PictureRecipe found = read_picture_recipe(path_of(file));
  const Recipe& recipe = found.document.recipe;
  QSqlQuery query(QSqlDatabase::database(connection_));
  require(query.prepare("INSERT OR REPLACE INTO pictures (file, time, size, prompt, negative, "
                        "model, seed, width, height, recipe, rating) VALUES "
                        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"),
          query);
  for (const QVariant& value :
       {QVariant(file), QVariant(time), QVariant(size), QVariant(to_qt(recipe.prompt)),
        QVariant(to_qt(recipe.negative)), QVariant(to_qt(found.document.model_name)),
        QVariant(QString::number(recipe.seed)), QVariant(qlonglong(recipe.width)),
        QVariant(qlonglong(recipe.height)), QVariant(to_qt(found.json))}) {
    query.addBindValue(value.isNull() ? QVariant("") : value);
  }
  require(query.exec(), query);
  return query.lastInsertId().toLongLong();
}

qint64 GalleryStore::add(const fs::path& file) {
  const QFileInfo info(path_text(file));
  const QString below = QDir(path_text(pictures_)).relativeFilePath(info.filePath());
  return insert(below, info.lastModified().toMSecsSinceEpoch(), info.size());
}

fs::path GalleryStore::ratings_file() const {
  return pictures_ / "ratings.json";
}

std::map<QString, int> GalleryStore::read_ratings() const {
  std::map<QString, int> ratings;
  std::error_code error;
  if (!fs::exists(ratings_file(), error)) return ratings;
  const std::string label = ratings_file().string();
  const std::string text = read_small_file(label, max_ratings_bytes);
  const auto json = parse_json(text, label, {.bytes = max_ratings_bytes});
  for (const auto& [file, rating] : json.items()) {
    if (!rating.is_number_integer() || rating < 1 || rating > 5) {
      throw Error(ErrorKind::input, say<"{0}: a rating is a whole number from 1 to 5.">(label));
    }
    ratings[to_qt(file)] = rating.get<int>();
  }
  return ratings;
}

void GalleryStore::keep_rating(const QString& picture, int rating) const {
  std::map<QString, int> ratings = read_ratings();
  if (rating > 0) {
    ratings[picture] = rating;
  } else {
    ratings.erase(picture);
  }
  auto json = nlohmann::ordered_json::object();
  for (const auto& [file, stars] : ratings) json[to_std(file)] = stars;
  const std::string text = dump_json(json, 0) + "\n";
  write_file_atomically(ratings_file(),
                        std::span(reinterpret_cast<const unsigned char*>(text.data()), text.size()),
                        Overwrite::allow);
}

void GalleryStore::rate(qint64 id, int rating) {
  const auto known = details(id);
  if (!known) return;
  keep_rating(known->file, rating);
  QSqlQuery query(QSqlDatabase::database(connection_));
  require(query.prepare("UPDATE pictures SET rating = ? WHERE id = ?"), query);
  query.addBindValue(rating);
  query.addBindValue(id);
  require(query.exec(), query);
}

void GalleryStore::remove(qint64 id) {
  const auto known = details(id);
  QSqlQuery query(QSqlDatabase::database(connection_));
  require(query.prepare("DELETE FROM pictures WHERE id = ?"), query);
  query.addBindValue(id);
  require(query.exec(), query);
  if (known && known->rating > 0) keep_rating(known->file, 0);
}

RebuildResult GalleryStore::rebuild() {
  struct Known {
    qint64 id, time, size;
  };
  QSqlDatabase database = QSqlDatabase::database(connection_);
  QSqlQuery query(database);
  std::map<QString, Known> known;
  execute(query, "SELECT id, file, time, size FROM pictures");
  while (query.next()) {
    known[query.value(1).toString()] = {query.value(0).toLongLong(), query.value(2).toLongLong(),
                                        query.value(3).toLongLong()};
  }
  RebuildResult result;
  const QDir folder(path_text(pictures_));
  QDirIterator files(folder.path(), {"*.png", "*.PNG"}, QDir::Files, QDirIterator::Subdirectories);
  database.transaction();
  while (files.hasNext()) {
    const QFileInfo info(files.next());
    const QString file = folder.relativeFilePath(info.filePath());
    const qint64 time = info.lastModified().toMSecsSinceEpoch();
    const auto found = known.find(file);
    if (found != known.end()) {
      const bool same = found->second.time == time && found->second.size == info.size();
      known.erase(found);
      if (same) continue;
    }
    insert(file, time, info.size());
    ++result.added;
  }
  for (const auto& [file, lost] : known) {
    execute(query, QString("DELETE FROM pictures WHERE id = %1").arg(lost.id));
    ++result.removed;
  }
  if (result.added > 0) {
    require(query.prepare("UPDATE pictures SET rating = ? WHERE file = ?"), query);
    for (const auto& [file, rating] : read_ratings()) {
      query.bindValue(0, rating);
      query.bindValue(1, file);
      require(query.exec(), query);
    }
  }
  if (!database.commit()) fail(database.lastError().text());
  return result;
}

}  // namespace evenlight::studio
