#pragma once

#include <QAbstractListModel>
#include <unordered_map>
#include <vector>

#include "app/gui/gallery/gallery_store.h"
#include "app/gui/gallery/thumbnails.h"

namespace evenlight::studio {

// What a search found, newest first. Rows are three small fields; everything else is fetched when
// a row is looked at.
class GalleryModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { id_role = Qt::UserRole, rating_role, path_role };

  GalleryModel(GalleryStore& store, Thumbnails& thumbnails, QObject* parent = nullptr);

  void search(const GallerySearch& search);
  void refresh() { search(search_); }
  // A picture that was just made, if the search would find it.
  void added(qint64 id);
  // A picture of the library, also one that this search does not find.
  void rate(const std::filesystem::path& picture, int rating);
  // A picture whose file is gone.
  void remove(const std::filesystem::path& picture);

  std::filesystem::path path_of(const QModelIndex& index) const;
  QModelIndex index_of(qint64 id) const;
  QModelIndex index_of(const std::filesystem::path& picture) const;  // invalid if not found

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;

 private:
  void thumbnail_ready(const QString& picture);

  GalleryStore& store_;
  Thumbnails& thumbnails_;
  GallerySearch search_;
  std::vector<GalleryEntry> entries_;
  mutable std::unordered_map<std::string, int> asked_;  // picture → row, of thumbnails to come
};

}  // namespace evenlight::studio
