#pragma once

#include <filesystem>
#include <string>

#include "app/common/recipe/recipe_document.h"

namespace evenlight::studio {

struct PictureRecipe {
  RecipeDocument document;
  std::string json;  // the recipe as JSON; empty if the file has none that can be read
};

// What a PNG says about itself, from its first bytes: quick enough for thousands of files. A file
// that says nothing gives an empty document with its pixel size. Never throws for what is inside.
PictureRecipe read_picture_recipe(const std::filesystem::path& file);

// The picture with another file name, with its recipe or without any text. Throws Error.
void export_picture(const std::filesystem::path& from, const std::filesystem::path& to,
                    bool with_recipe);

}  // namespace evenlight::studio
