// The database of everything that was made. Files are the truth: it can be rebuilt from the folder
// of pictures, and only makes searching quick. Ratings are kept in a small file beside the
// pictures (ratings.json), because they are nowhere else.
#pragma once

#include <QCoreApplication>
#include <QDate>
#include <QString>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "app/common/recipe/recipe_document.h"

namespace evenlight::studio {

struct GalleryEntry {
  static constexpr int max_stars = 5;
  qint64 id = 0;
  QString file;    // below the folder of pictures
  int rating = 0;  // 0 … 5
};

struct GalleryDetails {
  QString file, prompt, negative, model, recipe;  // recipe: JSON, or empty
  QString date;                                   // ISO, when the file was written
  qulonglong seed = 0;
  int width = 0, height = 0, rating = 0;
};

struct GallerySearch {
  QString words;  // each must be in the prompt
  QString model;  // empty: any
  std::optional<QDate> from, to;
  int rating = 0;  // at least
};

struct RebuildResult {
  int added = 0;
  int removed = 0;
};

// May be used by the thread that made it only.
class GalleryStore {
  Q_DECLARE_TR_FUNCTIONS(GalleryStore)
 public:
  // Opens or makes the database. One that is damaged is set aside beside the new one, one of
  // another version is made anew: the pictures know everything. Where nothing can be written the
  // list lives in memory. `warning` says what happened. Throws Error(failed) only without SQLite.
  GalleryStore(const std::filesystem::path& database, const std::filesystem::path& pictures);
  ~GalleryStore();
  GalleryStore(const GalleryStore&) = delete;
  GalleryStore& operator=(const GalleryStore&) = delete;

  const std::filesystem::path& pictures() const { return pictures_; }
  // A sentence on what was wrong with the database, or empty.
  const QString& warning() const { return warning_; }
  bool in_memory() const { return in_memory_; }
  std::filesystem::path path_of(const QString& file) const;

  // Newest first; of one picture, if `id` is given.
  std::vector<GalleryEntry> find(const GallerySearch& search,
                                 std::optional<qint64> id = std::nullopt) const;
  std::optional<GalleryDetails> details(qint64 id) const;
  // Of a picture that is on the list.
  std::optional<qint64> id_of(const std::filesystem::path& picture) const;
  QStringList models() const;

  // A picture below the folder. Replaces what was known of it.
  qint64 add(const std::filesystem::path& file);
  void rate(qint64 id, int rating);
  // Forgets a picture whose file is gone.
  void remove(qint64 id);
  // Makes the database agree with the folder: new and changed files in, lost ones out. A PNG
  // without a recipe is listed too; it is found by its file's name.
  RebuildResult rebuild();

 private:
  bool open(const QString& file);
  bool set_aside(const std::filesystem::path& file);
  void make_tables();
  qint64 insert(const QString& file, qint64 time, qint64 size);
  std::filesystem::path ratings_file() const;
  std::map<QString, int> read_ratings() const;
  void keep_rating(const QString& picture, int rating) const;

  std::filesystem::path pictures_;
  QString connection_;
  QString warning_;
  bool in_memory_ = false;
  bool damaged_ = false;
};

}  // namespace evenlight::studio
