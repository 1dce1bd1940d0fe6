#pragma once

#include <QWidget>

#include "app/gui/gallery/gallery_model.h"
#include "app/gui/window/places.h"

class QComboBox;
class QDateEdit;
class QCheckBox;
class QLabel;
class QLineEdit;
class QListView;
class QMenu;

namespace evenlight::studio {

// Everything that was made: search it, look at it, take its recipe, vary it, rate it (keys 0 … 5),
// export it.
class GalleryPanel : public QWidget {
  Q_OBJECT
 public:
  explicit GalleryPanel(const Places& places, QWidget* parent = nullptr);
  ~GalleryPanel() override;

  void add(const std::filesystem::path& picture, const QImage& image);
  // Looks through the folder on another thread and shows what changed.
  void rescan();
  int count() const { return model_.rowCount(); }
  // What can be done with the selected picture; for the window's menu bar, too.
  QMenu* menu() const { return menu_; }
  void focus_search();
  void focus_pictures();

 signals:
  void chosen(const std::filesystem::path& picture);  // to look at
  void restore_wanted(const std::filesystem::path& picture);
  void again_wanted(const std::filesystem::path& picture);
  void vary_wanted(const std::filesystem::path& picture);
  void failed(const QString& sentence);
  void told(const QString& sentence);
  void rescanned();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void make_search();
  void make_list();
  void make_menu();
  void search();
  void fill_models();
  void count_found();
  void rate(int rating);
  void export_selected(bool with_recipe);
  void copy();
  void open_folder();
  void trash();
  void allow_actions();
  void with_current(void (GalleryPanel::*signal)(const std::filesystem::path&));

  Places places_;
  GalleryStore store_;
  Thumbnails thumbnails_;
  GalleryModel model_;
  QLineEdit* words_ = nullptr;
  QComboBox* models_ = nullptr;
  QComboBox* rating_ = nullptr;
  QCheckBox* dated_ = nullptr;
  QDateEdit* from_ = nullptr;
  QDateEdit* to_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* found_ = nullptr;
  QMenu* menu_ = nullptr;
  std::vector<QAction*> of_one_;  // those that need a selected picture
  bool quiet_ = false;            // the selection moves, but not by hand
};

}  // namespace evenlight::studio
