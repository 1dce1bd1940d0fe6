// The database of everything that was made. Files are the truth: it can be rebuilt from the folder
// of pictures, and only makes searching quick. Ratings are kept in a small file beside the
// pictures (ratings.json), because they are nowhere else.
#pragma once

#include <QDate>
#include <QString>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "app/common/recipe/recipe_document.h"

namespace evenlight::studio {

struct GalleryEntry {
  static constexpr int most_stars = 5;
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
 public:
  // Opens or makes the database; one that is damaged or of another version is made anew (the
  // pictures know everything). Throws Error(failed) if that cannot be done.
  GalleryStore(const std::filesystem::path& database, const std::filesystem::path& pictures);
  ~GalleryStore();
  GalleryStore(const GalleryStore&) = delete;
  GalleryStore& operator=(const GalleryStore&) = delete;

  const std::filesystem::path& pictures() const { return pictures_; }
  std::filesystem::path path_of(const QString& file) const;

  // Newest first; of one picture, if `id` is given.
  std::vector<GalleryEntry> find(const GallerySearch& search,
                                 std::optional<qint64> id = std::nullopt) const;
  std::optional<GalleryDetails> details(qint64 id) const;
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
  void make_tables();
  qint64 insert(const QString& file, qint64 time, qint64 size);
  std::filesystem::path ratings_file() const;
  std::map<QString, int> read_ratings() const;

  std::filesystem::path pictures_;
  QString connection_;
};

}  // namespace evenlight::studio
