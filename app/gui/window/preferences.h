#pragma once

#include <QDialog>

#include "app/gui/window/session.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace evenlight::studio {

class WholeBox;

// What a person decides once: where pictures go, language, theme, when to be asked, size.
class PreferencesDialog : public QDialog {
  Q_OBJECT
 public:
  PreferencesDialog(Session& session, const QString& pictures, QWidget* parent);

 signals:
  void changed();         // after OK; the session has them
  void restart_needed();  // the folder or the language is another one
  void theme_wanted(evenlight::studio::Theme theme);

 private:
  void add_folder(QFormLayout& form, const QString& pictures);
  void add_file_name(QFormLayout& form);
  void show_file_name();
  void add_looks(QFormLayout& form);
  void add_size(QFormLayout& form);
  void add_questions(QFormLayout& form);
  void keep();

  Session& session_;
  const Preferences before_;
  QString folder_before_;
  QLineEdit* folder_ = nullptr;
  QLineEdit* file_name_ = nullptr;
  QLabel* example_ = nullptr;
  QPushButton* ok_ = nullptr;
  QComboBox* language_ = nullptr;
  QComboBox* theme_ = nullptr;
  QCheckBox* own_size_ = nullptr;
  WholeBox* width_ = nullptr;
  WholeBox* height_ = nullptr;
  QCheckBox* quit_ = nullptr;
  QCheckBox* cancel_ = nullptr;
  QCheckBox* trash_ = nullptr;
};

}  // namespace evenlight::studio
