#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace evenlight::studio {

// A place for a picture file: dropped on it or chosen by a click, shown small, taken out again.
class PictureWell : public QWidget {
  Q_OBJECT
 public:
  // `name`: of this object; its buttons are `name` + "_choose" and `name` + "_clear".
  PictureWell(const char* name, const QString& title, QWidget* parent = nullptr);

  // Nothing for an empty name. `path`: where it lies, for the small picture; may be empty.
  void show_file(const QString& name, const QString& path);

 signals:
  void chosen(const QString& path);
  void cleared();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QString title_;
  QString shown_path_;
  QToolButton* choose_;
  QToolButton* clear_;
};

}  // namespace evenlight::studio
