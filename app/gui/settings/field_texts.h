// What the studio calls the recipe's fields, and what each does to the picture.
#pragma once

#include <QString>
#include <vector>

#include "app/common/recipe/recipe_fields.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {

enum class FieldGroup { own, basic, guidance, advanced };  // own: has a place of its own

QString label_of(const RecipeField& field);
QString tooltip_of(const RecipeField& field);
FieldGroup group_of(const RecipeField& field);
double step_of(const RecipeField& field);  // of the arrows of a number

struct Choice {
  std::string id;
  QString text;
};
// The names that a field accepts; empty for free text and numbers.
std::vector<Choice> choices_of(const RecipeField& field);

}  // namespace evenlight::studio
