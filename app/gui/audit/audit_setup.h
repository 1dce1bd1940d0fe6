#pragma once

#include <QWidget>

#include "app/common/audit/audit_plan.h"
#include "app/gui/audit/audit_reader.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace evenlight::studio {

// What a new audit asks: prompts, how many pictures, what measures them, what they are compared
// with.
class AuditSetup : public QWidget {
  Q_OBJECT
 public:
  explicit AuditSetup(QWidget* parent = nullptr);

  // Throws InputError for prompts that are none.
  AuditChoices choices() const;
  std::vector<std::string> instruments() const;
  AuditReferences references() const;
  bool with_window_settings() const;
  void set_model(const QString& name);  // empty: there is none

 signals:
  void start_wanted();
  void references_changed();

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void add_prompts(QFormLayout& form);
  void add_pictures(QFormLayout& form);
  void add_instruments(QFormLayout& form);
  void add_references(QFormLayout& form);
  void fill_sets();
  bool is_own() const;
  audit::PromptSet own_set() const;
  void set_chosen();
  void show_detectable();

  std::vector<audit::PromptSet> sets_;
  bool filled_ = false;
  QFormLayout* form_;
  QLabel* model_;
  QComboBox* set_;
  QLabel* about_;
  QWidget* own_;
  QPlainTextEdit* prompts_;
  QPlainTextEdit* templates_;
  QComboBox* preset_;
  QSpinBox* images_;
  QCheckBox* sequential_;
  QDoubleSpinBox* margin_;
  QSpinBox* seed_base_;
  QLabel* detectable_;
  QComboBox* instruments_;
  QCheckBox* settings_;
  QLineEdit* arm_;
  QCheckBox* rows_;
  QCheckBox* baseline_;
  QCheckBox* with_target_;
  QDoubleSpinBox* target_;
  QPushButton* start_;
};

}  // namespace evenlight::studio
