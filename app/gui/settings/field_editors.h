#pragma once

#include <QObject>
#include <functional>
#include <vector>

#include "app/common/recipe/recipe_fields.h"

class QWidget;

namespace evenlight::studio {

class RecipeState;

// Makes the controls of recipe fields out of their table. Each shows the recipe and writes into it.
class FieldEditors : public QObject {
  Q_OBJECT
 public:
  FieldEditors(RecipeState& state, QObject* parent);

  QWidget* make(const RecipeField& field);  // null: it has none of its own
  // With a button beside it while a person has changed one of the fields: back to the model's.
  QWidget* with_reset(QWidget* editor, std::vector<const RecipeField*> fields);
  // Called whenever the recipe has changed, with what is to be shown.
  void on_show(std::function<void(const Recipe&)> show) { show_.push_back(std::move(show)); }
  void show_recipe();

 private:
  QWidget* make_whole(const RecipeField& field);
  QWidget* make_real(const RecipeField& field, bool optional);
  QWidget* make_choice(const RecipeField& field);
  QWidget* make_check(const RecipeField& field);
  QWidget* make_interval(const RecipeField& field);
  QWidget* make_seed_share(const RecipeField& field);
  void edit(const RecipeField& field, const nlohmann::ordered_json& value);

  RecipeState& state_;
  std::vector<std::function<void(const Recipe&)>> show_;
  bool showing_ = false;
};

// Its name, its tip and what a screen reader says.
void describe_editor(QWidget& editor, const RecipeField& field);

}  // namespace evenlight::studio
