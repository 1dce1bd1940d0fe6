#pragma once

#include <QWidget>

#include "app/gui/gallery/gallery_model.h"
#include "app/gui/window/places.h"

class QBoxLayout;
class QLabel;
class QLineEdit;
class QListView;
class QMenu;

namespace evenlight::studio {

class GalleryDelegate;
class GalleryFilter;

// Everything that was made: search it, look at it, take its recipe, vary it, rate it (keys 0 … 5),
// export it. Its menu acts on the subject: what was chosen here or is shown on the canvas,
// whichever came last.
class GalleryPanel : public QWidget {
  Q_OBJECT
 public:
  explicit GalleryPanel(const Places& places, QWidget* parent = nullptr);
  ~GalleryPanel() override;

  void add(const std::filesystem::path& picture, const QImage& image);
  // Looks through the folder on another thread and shows what changed.
  void rescan();
  const QString& warning() const { return store_.warning(); }
  int count() const { return model_.rowCount(); }
  // What can be done with the subject; for the window's menu bar and the canvas, too.
  QMenu* menu() const { return menu_; }
  // A picture from anywhere that is shown now; empty: one that is no file, or none.
  void set_subject(const std::filesystem::path& picture);
  const std::vector<std::filesystem::path>& subject() const { return subject_; }
  void ask_before_trash(bool on) { ask_before_trash_ = on; }
  // What was moved to the trash last, with its ratings.
  void put_back();
  void focus_search();
  void focus_pictures();

 signals:
  void chosen(const std::filesystem::path& picture);  // to look at
  void restore_wanted(const std::filesystem::path& picture);
  void again_wanted(const std::filesystem::path& picture);
  void vary_wanted(const std::filesystem::path& picture);
  void failed(const QString& sentence);
  void notice(const QString& sentence);
  void told_with_offer(const QString& sentence, QAction* offer);
  void trashed(const std::filesystem::path& picture);
  void rescanned();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rescan_memory();
  void make_search();
  void make_list();
  void make_menu();
  void fit_tiles();
  void search();
  void fill_models();
  void count_found();
  std::vector<std::filesystem::path> selection() const;
  void take_selection();
  void rate(int rating);
  void export_subject(bool with_recipe);
  void export_one(bool with_recipe);
  void export_several(bool with_recipe);
  void copy();
  void open_folder();
  void trash();
  bool trash_one(const std::filesystem::path& picture);
  void allow_actions();
  bool in_library(const std::filesystem::path& picture) const;
  void with_current(void (GalleryPanel::*signal)(const std::filesystem::path&));
  void with_subject(void (GalleryPanel::*signal)(const std::filesystem::path&));

  struct Trashed {
    std::filesystem::path from;
    QString in_trash;
    int rating = 0;
  };

  Places places_;
  GalleryStore store_;
  Thumbnails thumbnails_;
  GalleryModel model_;
  QBoxLayout* parts_ = nullptr;
  QWidget* search_ = nullptr;
  QLineEdit* words_ = nullptr;
  GalleryFilter* filter_ = nullptr;
  QListView* list_ = nullptr;
  GalleryDelegate* tiles_ = nullptr;
  QLabel* found_ = nullptr;
  QLabel* note_ = nullptr;  // while the list is empty
  QMenu* menu_ = nullptr;
  QAction* put_back_ = nullptr;
  std::vector<QAction*> of_one_;      // those that need one picture
  std::vector<QAction*> of_some_;     // one or more
  std::vector<QAction*> of_library_;  // of this folder of pictures
  std::vector<std::filesystem::path> subject_;
  std::vector<std::vector<Trashed>> trashed_;  // newest last
  bool ask_before_trash_ = false;
  bool asked_ = false;  // a rescan that a person wants to hear of
  bool quiet_ = false;  // the selection moves, but not by hand
};

}  // namespace evenlight::studio
