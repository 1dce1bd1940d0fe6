#include "app/gui/gallery/gallery_model.h"

#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "app/gui/widgets/text.h"

namespace evenlight::studio {

GalleryModel::GalleryModel(GalleryStore& store, Thumbnails& thumbnails, QObject* parent)
    : QAbstractListModel(parent), store_(store), thumbnails_(thumbnails) {
  connect(&thumbnails_, &Thumbnails::ready, this, &GalleryModel::thumbnail_ready);
}

void GalleryModel::search(const GallerySearch& search) {
  beginResetModel();
  search_ = search;
  entries_ = store_.find(search_);
  asked_.clear();
  endResetModel();
}

void GalleryModel::added(qint64 id) {
  const std::vector<GalleryEntry> found = store_.find(search_, id);
  if (found.empty()) return;
  // A file that was written again has another id.
  if (std::ranges::find(entries_, found.front().file, &GalleryEntry::file) != entries_.end()) {
    return refresh();
  }
  beginInsertRows({}, 0, 0);
  entries_.insert(entries_.begin(), found.front());
  asked_.clear();
  endInsertRows();
}

void GalleryModel::rate(const std::filesystem::path& picture, int rating) {
  const auto id = store_.id_of(picture);
  if (!id) return;
  store_.rate(*id, rating);
  const QModelIndex changed = index_of(*id);
  if (!changed.isValid()) return;
  entries_[size_t(changed.row())].rating = rating;
  emit dataChanged(changed, changed);
}

void GalleryModel::remove(const std::filesystem::path& picture) {
  const auto id = store_.id_of(picture);
  if (!id) return;
  const QModelIndex gone = index_of(*id);
  if (gone.isValid()) {
    beginRemoveRows({}, gone.row(), gone.row());
    entries_.erase(entries_.begin() + gone.row());
    asked_.clear();
    endRemoveRows();
  }
  store_.remove(*id);
}

std::filesystem::path GalleryModel::path_of(const QModelIndex& index) const {
  return store_.path_of(entries_[size_t(index.row())].file);
}

QModelIndex GalleryModel::index_of(qint64 id) const {
  const auto found = std::ranges::find(entries_, id, &GalleryEntry::id);
  return found == entries_.end() ? QModelIndex() : index(int(found - entries_.begin()));
}

QModelIndex GalleryModel::index_of(const std::filesystem::path& picture) const {
  const auto id = store_.id_of(picture);
  return id ? index_of(*id) : QModelIndex();
}

int GalleryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(entries_.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const GalleryEntry& entry = entries_[size_t(index.row())];
  switch (role) {
    case id_role:
      return entry.id;
    case rating_role:
      return entry.rating;
    case path_role:
      return path_text(store_.path_of(entry.file));
    case Qt::DecorationRole: {
      const auto path = store_.path_of(entry.file);
      const QImage* image = thumbnails_.get(path);
      if (image) return *image;
      asked_[path.string()] = index.row();
      return {};
    }
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
      const auto details = store_.details(entry.id);
      if (!details) return {};
      const QString prompt = details->prompt.isEmpty() ? details->file : details->prompt;
      return tr("%1\n%2 × %3, seed %4, %5, %6")
          .arg(prompt.left(400))
          .arg(details->width)
          .arg(details->height)
          .arg(details->seed)
          .arg(details->model, details->date);
    }
    default:
      return {};
  }
}

Qt::ItemFlags GalleryModel::flags(const QModelIndex& index) const {
  return QAbstractListModel::flags(index) |
         (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList GalleryModel::mimeTypes() const {
  return {"text/uri-list"};
}

QMimeData* GalleryModel::mimeData(const QModelIndexList& indexes) const {
  QList<QUrl> urls;
  for (const QModelIndex& index : indexes) urls << QUrl::fromLocalFile(path_text(path_of(index)));
  auto* data = new QMimeData;
  data->setUrls(urls);
  return data;
}

void GalleryModel::thumbnail_ready(const QString& picture) {
  const auto found = asked_.find(to_std(picture));
  if (found == asked_.end()) return;
  const QModelIndex changed = index(found->second);
  asked_.erase(found);
  emit dataChanged(changed, changed, {Qt::DecorationRole});
}

}  // namespace evenlight::studio
