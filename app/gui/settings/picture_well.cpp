#include "app/gui/settings/picture_well.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QImageReader>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>

#include "app/gui/widgets/dialogs.h"

namespace evenlight::studio {
namespace {

constexpr int side = 48;

QIcon small_picture(const QString& path) {
  QImageReader reader(path);
  reader.setAutoTransform(true);
  const QSize size = reader.size();
  if (size.isValid()) reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio));
  return QIcon(QPixmap::fromImage(reader.read()));
}

}  // namespace

PictureWell::PictureWell(const char* name, const QString& title, QWidget* parent)
    : QWidget(parent), title_(title), choose_(new QToolButton), clear_(new QToolButton) {
  setObjectName(name);
  setAcceptDrops(true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  choose_->setObjectName(QString(name) + "_choose");
  choose_->setIconSize({side, side});
  choose_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  choose_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  choose_->setToolTip(tr("Drop a picture here, or click to choose one: PNG, JPEG or WebP."));
  clear_->setObjectName(QString(name) + "_clear");
  clear_->setText("✕");
  clear_->setAutoRaise(true);
  clear_->setToolTip(tr("Take it out"));
  clear_->setAccessibleName(tr("Take out: %1").arg(title_));
  row->addWidget(choose_, 1);
  row->addWidget(clear_, 0, Qt::AlignVCenter);
  connect(choose_, &QToolButton::clicked, this, [this] {
    const QString path =
        dialogs::open_file(this, title_, tr("Pictures") + " (*.png *.jpg *.jpeg *.webp)");
    if (!path.isEmpty()) emit chosen(path);
  });
  connect(clear_, &QToolButton::clicked, this, &PictureWell::cleared);
  show_file({}, {});
}

void PictureWell::show_file(const QString& name, const QString& path) {
  clear_->setVisible(!name.isEmpty());
  choose_->setText(name.isEmpty() ? tr("Drop or choose …") : name);
  choose_->setAccessibleName(title_ + ": " + choose_->text());
  if (path == shown_path_) return;
  shown_path_ = path;
  choose_->setIcon(path.isEmpty() ? QIcon() : small_picture(path));
}

void PictureWell::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.size() == 1 && urls.front().isLocalFile()) event->acceptProposedAction();
}

void PictureWell::dropEvent(QDropEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.isEmpty()) return;
  event->acceptProposedAction();
  emit chosen(urls.front().toLocalFile());
}

}  // namespace evenlight::studio
