// What can be done with the picture that is selected in the gallery.
#include <QClipboard>
#include <QDesktopServices>
#include <QFile>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/settings/picture_recipe.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"

namespace evenlight::studio {

void GalleryPanel::make_menu() {
  menu_ = new QMenu(tr("&Gallery"), this);
  menu_->setObjectName("gallery_menu");
  const auto add = [&](const char* name, const QString& text, const QKeySequence& key, auto act) {
    QAction* action = menu_->addAction(text, key, this, act);
    action->setObjectName(name);
    return action;
  };
  const auto add_of_one = [&](const char* name, const QString& text, const QKeySequence& key,
                              auto act) { of_one_.push_back(add(name, text, key, act)); };
  add_of_one("gallery_restore", tr("Take over its &recipe"), Qt::CTRL | Qt::Key_T,
             [this] { with_current(&GalleryPanel::restore_wanted); });
  add_of_one("gallery_again", tr("&Same again"), Qt::CTRL | Qt::Key_R,
             [this] { with_current(&GalleryPanel::again_wanted); });
  add_of_one("gallery_vary", tr("&Vary: same recipe, new seed"), Qt::CTRL | Qt::SHIFT | Qt::Key_R,
             [this] { with_current(&GalleryPanel::vary_wanted); });
  menu_->addSeparator();
  add_of_one("gallery_export", tr("&Export with recipe…"), Qt::CTRL | Qt::Key_S,
             [this] { export_selected(true); });
  add_of_one("gallery_export_plain", tr("Export &without recipe…"),
             Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] { export_selected(false); });
  add_of_one("gallery_copy", tr("&Copy the picture"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
             [this] { copy(); });
  add_of_one("gallery_folder", tr("Open its &folder"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
             [this] { open_folder(); });
  menu_->addSeparator();
  QMenu* stars = menu_->addMenu(tr("Ra&ting"));
  for (int rating = GalleryEntry::most_stars; rating >= 0; --rating) {
    const QString text = rating > 0 ? QString(rating, QChar(0x2605)) : tr("none");
    QAction* action = stars->addAction(QString("%1\t&%2").arg(text).arg(rating), this,
                                       [this, rating] { rate(rating); });
    action->setObjectName(QString("gallery_rate_%1").arg(rating));
    of_one_.push_back(action);
  }
  add_of_one("gallery_trash", tr("&Move to the trash"), {}, [this] { trash(); });
  menu_->addSeparator();
  add("gallery_rescan", tr("&Look through the folder again"), Qt::Key_F5, [this] { rescan(); });
  allow_actions();
}

void GalleryPanel::allow_actions() {
  const bool one = list_->currentIndex().isValid();
  for (QAction* action : of_one_) action->setEnabled(one);
}

void GalleryPanel::rate(int rating) {
  try {
    model_.rate(list_->currentIndex(), rating);
  } catch (const Error& error) {
    emit failed(to_qt(error.what()));
  }
}

void GalleryPanel::export_selected(bool with_recipe) {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid()) return;
  const auto from = model_.path_of(current);
  const QString to = dialogs::save_file(this, tr("Export the picture"), path_text(from.filename()),
                                        tr("Pictures (*.png)"));
  if (to.isEmpty()) return;
  try {
    export_picture(from, to_std(to), with_recipe);
    emit told(tr("Exported to %1").arg(to));
  } catch (const Error& error) {
    emit failed(to_qt(error.what()));
  }
}

void GalleryPanel::copy() {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid()) return;
  const QString path = path_text(model_.path_of(current));
  auto* data = new QMimeData;
  data->setImageData(QImage(path));
  data->setUrls({QUrl::fromLocalFile(path)});
  QGuiApplication::clipboard()->setMimeData(data);
  emit told(tr("Copied."));
}

void GalleryPanel::open_folder() {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid()) return;
  const QString folder = path_text(model_.path_of(current).parent_path());
  if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder))) {
    emit failed(tr("No program opens folders here; the picture lies in %1.").arg(folder));
  }
}

void GalleryPanel::trash() {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid()) return;
  const QString path = path_text(model_.path_of(current));
  if (!QFile::moveToTrash(path)) {
    return emit failed(tr("%1 can't be moved to the trash; it stays.").arg(path));
  }
  try {
    model_.remove(current);
    count_found();
    emit told(tr("Moved to the trash."));
  } catch (const Error& error) {
    emit failed(to_qt(error.what()));
  }
}

}  // namespace evenlight::studio
