// Readers of one file each; what they share is in foreign_draft.h.
#pragma once

#include "app/common/files/picture_texts.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// InvokeAI 3 and later: JSON "invokeai_metadata"; its prompts are compel's. Version 2: JSON
// "sd-metadata"; before: "Dream", a line of a command. There the negative prompt stands in square
// brackets.
bool is_invoke_recipe(const PictureTexts& texts);
RecipeDocument read_invoke_recipe(const PictureTexts& texts, const std::string& label,
                                  const RecipeKeys& overridden);

// Fooocus: JSON in "parameters", or in a JPEG's comment or UserComment.
bool is_fooocus_recipe(const PictureTexts& texts);
RecipeDocument read_fooocus_recipe(const PictureTexts& texts, const std::string& label,
                                   const RecipeKeys& overridden);

// NovelAI: "Software" is its name, "Comment" JSON; the same object may lie in the pixels' lowest
// bits (files/stealth_text.h).
bool is_novelai_recipe(const PictureTexts& texts);
RecipeDocument read_novelai_recipe(const PictureTexts& texts, const std::string& label,
                                   const RecipeKeys& overridden);

// Draw Things: JSON with short names ("c", "uc") in XMP's exif:UserComment.
bool is_draw_things_recipe(const PictureTexts& texts);
RecipeDocument read_draw_things_recipe(const PictureTexts& texts, const std::string& label,
                                       const RecipeKeys& overridden);

}  // namespace evenlight
