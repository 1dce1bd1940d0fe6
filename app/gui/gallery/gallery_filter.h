#pragma once

#include <QFrame>

#include "app/gui/gallery/gallery_store.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QPushButton;
class QToolButton;

namespace evenlight::studio {

// Which pictures are listed, beside the words that are searched for: by model, rating and date. It
// opens at its button, which says how many of them are in use.
class GalleryFilter : public QFrame {
  Q_OBJECT
 public:
  explicit GalleryFilter(QWidget* parent);

  QToolButton* button() const { return button_; }
  void set_models(const QStringList& models);
  GallerySearch search() const;  // but for its words
  int used() const;

 signals:
  void changed();

 private:
  void open();
  void clear();
  void tell_changed();
  void show_used();
  QDateEdit* make_date(const char* name, const QString& label);

  QToolButton* button_;
  QComboBox* models_;
  QComboBox* rating_;
  QCheckBox* dated_;
  QDateEdit* from_;
  QDateEdit* to_;
};

}  // namespace evenlight::studio
