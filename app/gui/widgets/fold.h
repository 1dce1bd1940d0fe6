#pragma once

#include <QWidget>

class QToolButton;

namespace evenlight::studio {

// A part of a panel that folds away under its title.
class Fold : public QWidget {
  Q_OBJECT
 public:
  // `name`: of this object; its button is called `name` + "_title".
  Fold(const char* name, const QString& title, QWidget* content, QWidget* parent = nullptr);

  bool is_open() const;
  void set_open(bool open);
  void set_title(const QString& title);

 signals:
  void toggled(bool open);

 private:
  QToolButton* title_;
  QWidget* content_;
};

}  // namespace evenlight::studio
