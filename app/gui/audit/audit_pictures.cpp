#include "app/gui/audit/audit_pictures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/audit/audit_words.h"
#include "app/gui/gallery/gallery_delegate.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {

AuditPictureList::AuditPictureList(Thumbnails& thumbnails, QObject* parent)
    : QAbstractListModel(parent), thumbnails_(thumbnails) {
  connect(&thumbnails_, &Thumbnails::ready, this, &AuditPictureList::thumbnail_ready);
}

void AuditPictureList::show(std::vector<AuditPicture> pictures, const QString& attribute) {
  beginResetModel();
  pictures_ = std::move(pictures);
  attribute_ = attribute;
  asked_.clear();
  endResetModel();
}

int AuditPictureList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(pictures_.size());
}

QVariant AuditPictureList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const AuditPicture& picture = pictures_[size_t(index.row())];
  if (role == Qt::DecorationRole) {
    if (picture.file.empty()) return {};
    if (const QImage* image = thumbnails_.get(picture.file)) return *image;
    asked_[picture.file.string()] = index.row();
    return {};
  }
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
    const QString text = tr("%1, seed %2: %3")
                             .arg(picture.prompt)
                             .arg(picture.seed)
                             .arg(class_text(picture.label_of(attribute_)));
    return picture.file.empty() ? text + tr(" (the model produced no picture)") : text;
  }
  return {};
}

void AuditPictureList::thumbnail_ready(const QString& picture) {
  const auto found = asked_.find(to_std(picture));
  if (found == asked_.end()) return;
  const QModelIndex changed = index(found->second);
  asked_.erase(found);
  emit dataChanged(changed, changed, {Qt::DecorationRole});
}

AuditPictures::AuditPictures(const std::filesystem::path& thumbnails, QWidget* parent)
    : QWidget(parent), thumbnails_(thumbnails), model_(thumbnails_) {
  setObjectName("audit_pictures");
  title_ = new QLabel;
  title_->setObjectName("audit_pictures_title");
  title_->setTextFormat(Qt::PlainText);
  title_->setWordWrap(true);
  auto* close = new QToolButton;
  close->setObjectName("audit_pictures_close");
  close->setText("✕");
  close->setAutoRaise(true);
  close->setToolTip(tr("Close these pictures"));
  close->setAccessibleName(close->toolTip());
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  list_ = new QListView;
  list_->setObjectName("audit_picture_list");
  list_->setAccessibleName(tr("Pictures of this part"));
  list_->setViewMode(QListView::IconMode);
  list_->setResizeMode(QListView::Adjust);
  list_->setUniformItemSizes(true);
  list_->setMovement(QListView::Static);
  list_->setModel(&model_);
  list_->setItemDelegate(new GalleryDelegate(list_));
  const auto choose = [this](const QModelIndex& index) {
    const AuditPicture& picture = model_.picture(index);
    if (!picture.file.empty()) emit chosen(picture.file);
  };
  connect(list_, &QListView::clicked, this, choose);
  connect(list_, &QListView::activated, this, choose);
  auto* row = new QHBoxLayout;
  row->addWidget(title_, 1);
  row->addWidget(close);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(row);
  column->addWidget(list_, 1);
  hide();
}

void AuditPictures::show(const QString& title, std::vector<AuditPicture> pictures,
                         const QString& attribute) {
  title_->setText(title);
  list_->setAccessibleName(title);
  model_.show(std::move(pictures), attribute);
  QWidget::show();
  list_->setFocus();
}

}  // namespace evenlight::studio
