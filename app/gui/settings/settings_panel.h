#pragma once

#include <QWidget>

#include "app/common/recipe/recipe_fields.h"
#include "engine/config/model_config.h"

class QFormLayout;

namespace evenlight::studio {

class FieldEditors;
class GuidanceCurve;
class RecipeState;
class SeedField;
class SizeFields;
class WholeBox;

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
  void add_batch_row(QFormLayout& form);
  void add_fields(QFormLayout& form, int group);
  QWidget* make_guidance();
  QWidget* make_advanced();
  void show_curve();

  RecipeState& state_;
  FieldEditors* editors_;
  SchedulerConfig scheduler_;
  SizeFields* size_ = nullptr;
  SeedField* seed_ = nullptr;
  WholeBox* count_ = nullptr;
  WholeBox* batch_ = nullptr;
  GuidanceCurve* curve_ = nullptr;
};

}  // namespace evenlight::studio
