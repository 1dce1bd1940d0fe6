#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "app/common/recipe/recipe_fields.h"
#include "engine/config/model_config.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QToolButton;

namespace evenlight::studio {

class GuidanceCurve;
class WholeBox;
class RecipeState;

// The controls of a recipe, made from the table of recipe fields.
class SettingsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit SettingsPanel(RecipeState& state, QWidget* parent = nullptr);

  int count() const;  // pictures a press of Generate makes
  int batch() const;  // of them at once
  bool seed_locked() const;
  void set_count(int count);
  void set_batch(int batch);
  void lock_seed(bool locked);
  void roll_seed();  // not a step to undo
  // What stands in the fields counts, also in one that is still being written in.
  void take_typed();

  // The model whose steps the guidance curve shows and whose own size is the first preset.
  void set_model(const ModelConfigs& configs);

 private:
  void add_size_row(QFormLayout& form);
  void add_seed_row(QFormLayout& form);
  void add_batch_row(QFormLayout& form);
  void add_fields(QFormLayout& form, int group);
  QWidget* make_editor(const RecipeField& field);
  QWidget* make_whole(const RecipeField& field);
  QWidget* make_real(const RecipeField& field, bool optional);
  QWidget* make_choice(const RecipeField& field);
  QWidget* make_check(const RecipeField& field);
  QWidget* make_interval(const RecipeField& field);
  void decorate(QWidget& editor, const RecipeField& field) const;
  void edit(const RecipeField& field, const nlohmann::ordered_json& value);
  void choose_size(int preset);
  QWidget* with_reset(QWidget* editor, std::vector<const RecipeField*> fields);
  void fill_sizes();
  void show_recipe();
  void take_seed();

  RecipeState& state_;
  SchedulerConfig scheduler_;
  int64_t own_side_ = 512;
  std::vector<std::function<void(const Recipe&)>> show_;
  std::vector<std::function<void()>> show_resets_;
  bool showing_ = false;
  QComboBox* sizes_ = nullptr;
  QLineEdit* seed_ = nullptr;
  uint64_t shown_seed_ = 0;
  QToolButton* lock_ = nullptr;
  WholeBox* count_ = nullptr;
  WholeBox* batch_ = nullptr;
  GuidanceCurve* curve_ = nullptr;
};

}  // namespace evenlight::studio
