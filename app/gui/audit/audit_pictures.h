#pragma once

#include <QAbstractListModel>
#include <QWidget>
#include <unordered_map>

#include "app/gui/audit/audit_reader.h"
#include "app/gui/gallery/thumbnails.h"

class QLabel;
class QListView;

namespace evenlight::studio {

// Pictures of an audit as a list; thumbnails come when they are looked at.
class AuditPictureList : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit AuditPictureList(Thumbnails& thumbnails, QObject* parent = nullptr);

  void show(std::vector<AuditPicture> pictures, const QString& attribute);
  const AuditPicture& picture(const QModelIndex& index) const {
    return pictures_[size_t(index.row())];
  }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void thumbnail_ready(const QString& picture);

  Thumbnails& thumbnails_;
  std::vector<AuditPicture> pictures_;
  QString attribute_;
  mutable std::unordered_map<std::string, int> asked_;
};

// The pictures behind one part of a bar.
class AuditPictures : public QWidget {
  Q_OBJECT
 public:
  explicit AuditPictures(const std::filesystem::path& thumbnails, QWidget* parent = nullptr);

  void show(const QString& title, std::vector<AuditPicture> pictures, const QString& attribute);

 signals:
  void chosen(const std::filesystem::path& picture);

 private:
  Thumbnails thumbnails_;
  AuditPictureList model_;
  QLabel* title_;
  QListView* list_;
};

}  // namespace evenlight::studio
