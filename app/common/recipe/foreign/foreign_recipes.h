// The one table of other programs whose recipes are read.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/common/files/picture_texts.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// A program is one file that reads what it writes, and one row.
struct ForeignRecipe {
  std::string_view name;
  // Whether the texts are its own; cheap, and takes any texts.
  bool (*recognises)(const PictureTexts& texts);
  // Throws Error(input) "LABEL: …" for what cannot be right; what cannot be followed becomes a
  // note. The values of `overridden` fields are not looked at.
  RecipeDocument (*read)(const PictureTexts& texts, const std::string& label,
                         const RecipeKeys& overridden);
};

// In the order in which they are tried: those with marks of their own first.
std::span<const ForeignRecipe> foreign_recipes();

// Null if no program's are there.
const ForeignRecipe* find_foreign_recipe(const PictureTexts& texts);

// "A1111, ComfyUI, …", for messages.
std::string names_of_foreign_recipes();

}  // namespace evenlight
