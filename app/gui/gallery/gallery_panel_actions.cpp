// What can be done with the pictures that are the gallery's subject.
#include <QClipboard>
#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/settings/picture_recipe.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {

namespace fs = std::filesystem;

void GalleryPanel::make_menu() {
  menu_ = new QMenu(tr("&Gallery"), this);
  menu_->setObjectName("gallery_menu");
  const auto add = [&](const char* name, const QString& text, const QKeySequence& key, auto act) {
    QAction* action = menu_->addAction(text, key, this, act);
    action->setObjectName(name);
    return action;
  };
  of_one_ = {add("gallery_restore", tr("Use these &settings"), Qt::CTRL | Qt::Key_T,
                 [this] { with_subject(&GalleryPanel::restore_wanted); }),
             add("gallery_again", tr("&Render again"), Qt::CTRL | Qt::Key_R,
                 [this] { with_subject(&GalleryPanel::again_wanted); }),
             add("gallery_vary", tr("&Variation (new seed)"), Qt::CTRL | Qt::SHIFT | Qt::Key_R,
                 [this] { with_subject(&GalleryPanel::vary_wanted); })};
  menu_->addSeparator();
  of_some_ = {
      add("gallery_export", tr("&Export with settings…"), Qt::CTRL | Qt::Key_S,
          [this] { export_subject(true); }),
      add("gallery_export_plain", tr("Export &without settings…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S,
          [this] { export_subject(false); }),
      add("gallery_copy", tr("&Copy"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { copy(); }),
      add("gallery_folder", tr("Open &folder"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
          [this] { open_folder(); })};
  menu_->addSeparator();
  QMenu* stars = menu_->addMenu(tr("Ra&ting"));
  for (int rating = GalleryEntry::max_stars; rating >= 0; --rating) {
    const QString text = rating > 0 ? QString(rating, QChar(0x2605)) : tr("none");
    QAction* action = stars->addAction(QString("%1\t&%2").arg(text).arg(rating), this,
                                       [this, rating] { rate(rating); });
    action->setObjectName(QString("gallery_rate_%1").arg(rating));
    of_library_.push_back(action);
  }
  of_library_.push_back(add("gallery_trash", tr("&Move to the trash"), {}, [this] { trash(); }));
  put_back_ = add("gallery_put_back", tr("&Put back from the trash"),
                  Qt::CTRL | Qt::SHIFT | Qt::Key_Delete, [this] { put_back(); });
  menu_->addSeparator();
  add("gallery_rescan", tr("Resca&n folder"), Qt::Key_F5, [this] {
    asked_ = true;
    rescan();
  });
  allow_actions();
}

void GalleryPanel::set_subject(const fs::path& picture) {
  subject_.clear();
  if (!picture.empty()) subject_.push_back(picture);
  allow_actions();
}

std::vector<fs::path> GalleryPanel::selection() const {
  std::vector<fs::path> pictures;
  for (const QModelIndex& index : list_->selectionModel()->selectedRows()) {
    pictures.push_back(model_.path_of(index));
  }
  return pictures;
}

void GalleryPanel::take_selection() {
  if (!list_->selectionModel()->hasSelection()) return;
  subject_ = selection();
  allow_actions();
}

bool GalleryPanel::in_library(const fs::path& picture) const {
  const fs::path below = picture.lexically_relative(places_.pictures);
  return !below.empty() && *below.begin() != "..";
}

void GalleryPanel::allow_actions() {
  const bool ours = std::ranges::all_of(subject_, [&](const auto& p) { return in_library(p); });
  for (QAction* action : of_one_) action->setEnabled(subject_.size() == 1);
  for (QAction* action : of_some_) action->setEnabled(!subject_.empty());
  for (QAction* action : of_library_) action->setEnabled(!subject_.empty() && ours);
  put_back_->setEnabled(!trashed_.empty());
}

void GalleryPanel::with_subject(void (GalleryPanel::*signal)(const fs::path&)) {
  if (subject_.size() == 1) emit(this->*signal)(fs::path(subject_.front()));
}

void GalleryPanel::rate(int rating) {
  try {
    for (const fs::path& picture : subject_) model_.rate(picture, rating);
  } catch (const Error& error) {
    emit failed(in_own_words(error));
  }
}

void GalleryPanel::export_subject(bool with_recipe) {
  if (subject_.empty()) return;
  try {
    subject_.size() == 1 ? export_one(with_recipe) : export_several(with_recipe);
  } catch (const Error& error) {
    emit failed(in_own_words(error));
  }
}

void GalleryPanel::export_one(bool with_recipe) {
  const fs::path from = subject_.front();
  const QString to = dialogs::save_file(this, tr("Export picture"), path_text(from.filename()),
                                        tr("Pictures (*.png)"));
  if (to.isEmpty()) return;
  export_picture(from, to_std(to), with_recipe);
  emit notice(tr("Exported to %1").arg(to));
}

// Under their own names; a file that is there already is not written over.
void GalleryPanel::export_several(bool with_recipe) {
  const std::vector<fs::path> pictures = subject_;
  const QString folder = dialogs::open_folder(this, tr("Export pictures"));
  if (folder.isEmpty()) return;
  for (const fs::path& from : pictures) {
    fs::path to = fs::path(to_std(folder)) / from.filename();
    for (int again = 2; QFileInfo::exists(path_text(to)); ++again) {
      to.replace_filename(from.stem().string() + "-" + std::to_string(again) + ".png");
    }
    export_picture(from, to, with_recipe);
  }
  emit notice(tr("Exported %n picture(s) to %1", nullptr, int(pictures.size())).arg(folder));
}

void GalleryPanel::copy() {
  if (subject_.empty()) return;
  QList<QUrl> urls;
  for (const fs::path& picture : subject_) urls << QUrl::fromLocalFile(path_text(picture));
  auto* data = new QMimeData;
  if (urls.size() == 1) data->setImageData(QImage(urls.front().toLocalFile()));
  data->setUrls(urls);
  QGuiApplication::clipboard()->setMimeData(data);
  emit notice(tr("Copied."));
}

void GalleryPanel::open_folder() {
  if (subject_.empty()) return;
  const QString folder = path_text(subject_.front().parent_path());
  if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder))) {
    emit failed(tr("No file manager could be opened. The picture is in %1.").arg(folder));
  }
}

// Takes it off the list as well; one whose file is gone already is only taken off.
bool GalleryPanel::trash_one(const fs::path& picture) {
  Trashed item{picture, {}, 0};
  if (const auto id = store_.id_of(picture)) item.rating = store_.details(*id)->rating;
  const QString path = path_text(picture);
  if (QFileInfo::exists(path)) {
    if (!QFile::moveToTrash(path, &item.in_trash)) {
      emit failed(tr("%1 could not be moved to the trash. The file was not moved.").arg(path));
      return false;
    }
    trashed_.back().push_back(item);
  }
  model_.remove(picture);
  return true;
}

void GalleryPanel::trash() {
  const std::vector<fs::path> pictures = subject_;
  if (pictures.empty() || !std::ranges::all_of(pictures, [&](auto& p) { return in_library(p); })) {
    return;
  }
  if (ask_before_trash_ && dialogs::choose(this, tr("Move to the trash?"),
                                           tr("%n picture(s) would be moved to the trash.", nullptr,
                                              int(pictures.size())),
                                           {tr("Move"), tr("Keep")}) != 0) {
    return;
  }
  trashed_.emplace_back();
  subject_.clear();
  int moved = 0;
  for (const fs::path& picture : pictures) {
    try {
      if (!trash_one(picture)) break;
    } catch (const Error& error) {  // it is in the trash all the same
      emit failed(in_own_words(error));
    }
    ++moved;
    emit trashed(picture);
  }
  const bool undo = !trashed_.back().empty();
  if (!undo) trashed_.pop_back();
  count_found();
  take_selection();
  allow_actions();
  if (undo) {
    return emit told_with_offer(tr("%n picture(s) moved to the trash.", nullptr, moved), put_back_);
  }
  if (moved > 0) emit notice(tr("The file was no longer there; it is off the list now."));
}

void GalleryPanel::put_back() {
  if (trashed_.empty()) return;
  const std::vector<Trashed> items = trashed_.back();
  trashed_.pop_back();
  int back = 0;
  for (const Trashed& item : items) {
    const QString from = path_text(item.from);
    if (QFileInfo::exists(from) || !QFile::rename(item.in_trash, from)) {
      emit failed(tr("%1 could not be put back; it is still in the trash.").arg(from));
      continue;
    }
    // The trash keeps a note about each file beside it.
    const QFileInfo trash(item.in_trash);
    QFile::remove(trash.path() + "/../info/" + trash.fileName() + ".trashinfo");
    try {
      const qint64 id = store_.add(item.from);
      if (item.rating > 0) store_.rate(id, item.rating);
    } catch (const Error& error) {
      emit failed(in_own_words(error));
    }
    ++back;
  }
  search();
  allow_actions();
  if (back == 0) return;
  list_->setCurrentIndex(model_.index_of(items.front().from));
  emit notice(tr("%n picture(s) put back.", nullptr, back));
}

}  // namespace evenlight::studio
