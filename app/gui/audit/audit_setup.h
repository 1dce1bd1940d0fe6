#pragma once

#include <QWidget>

#include "app/common/audit/audit_plan.h"
#include "app/gui/audit/audit_context.h"
#include "app/gui/audit/audit_forecast.h"
#include "app/gui/audit/audit_reader.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace evenlight::studio {

class OwnPrompts;

// What a new audit asks: which prompts and how many pictures, with the time they take and what
// reads them; the rest is folded away.
class AuditSetup : public QWidget {
  Q_OBJECT
 public:
  explicit AuditSetup(QWidget* parent = nullptr);

  // Throws InputError for prompts that are none.
  AuditChoices choices() const;
  std::vector<std::string> instruments() const;
  AuditReferences references() const;
  bool with_window_settings() const;
  // Model, recipe and device as the window has them now.
  void show_context(const AuditContext& context);

 signals:
  void start_wanted();
  void references_changed();
  void settings_toggled();

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void add_prompts(QFormLayout& form);
  void add_pictures(QFormLayout& form);
  void add_start(QVBoxLayout& column);
  QWidget* make_more();
  void add_instruments(QFormLayout& form);
  void add_statistics(QFormLayout& form);
  void add_references(QFormLayout& form);
  void fill_sets();
  bool is_own() const;
  int prompt_count() const;
  void set_chosen();
  void show_time();
  void show_power();
  void show_readers();

  std::vector<audit::PromptSet> sets_;
  bool filled_ = false;
  std::optional<KnownModel> known_model_;
  AuditForecast forecast_;
  QFormLayout* form_;
  QFormLayout* more_form_;
  QLabel* model_;
  QComboBox* set_;
  QLabel* about_;
  OwnPrompts* own_;
  QComboBox* preset_;
  QSpinBox* images_;
  QLabel* time_;
  QLabel* power_;
  QLabel* readers_;
  QCheckBox* sequential_;
  QDoubleSpinBox* margin_;
  QSpinBox* seed_base_;
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
