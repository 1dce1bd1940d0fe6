#include "app/common/recipe/foreign/foreign_recipes.h"

#include <algorithm>

#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/foreign/comfy_recipe.h"
#include "app/common/recipe/foreign/other_recipes.h"

namespace evenlight {
namespace {

// Where A1111, its kin and those that write like it put their text.
const std::string* a1111_text(const PictureTexts& texts) {
  for (const char* key : {"parameters", "UserComment", "exif:UserComment", "ImageDescription",
                          "dc:description", "comment", "Comment", "Description"}) {
    const std::string* text = texts.find(key);
    if (text && looks_like_a1111_text(*text)) return text;
  }
  return nullptr;
}

bool is_a1111(const PictureTexts& texts) {
  return a1111_text(texts) != nullptr;
}

RecipeDocument read_a1111(const PictureTexts& texts, const std::string& label,
                          const RecipeKeys& overridden) {
  return read_a1111_text(*a1111_text(texts), label, overridden);
}

}  // namespace

std::span<const ForeignRecipe> foreign_recipes() {
  static constexpr ForeignRecipe rows[] = {
      {"InvokeAI", is_invoke_recipe, read_invoke_recipe},
      {"NovelAI", is_novelai_recipe, read_novelai_recipe},
      {"Fooocus", is_fooocus_recipe, read_fooocus_recipe},
      {"A1111, Forge, SD.Next", is_a1111, read_a1111},
      {"ComfyUI", is_comfy_recipe, read_comfy_recipe},
      {"Draw Things", is_draw_things_recipe, read_draw_things_recipe},
  };
  return rows;
}

const ForeignRecipe* find_foreign_recipe(const PictureTexts& texts) {
  const auto rows = foreign_recipes();
  const auto found =
      std::ranges::find_if(rows, [&](const ForeignRecipe& row) { return row.recognises(texts); });
  return found == rows.end() ? nullptr : &*found;
}

std::string names_of_foreign_recipes() {
  std::string names;
  for (const ForeignRecipe& row : foreign_recipes()) {
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  }
  return names;
}

}  // namespace evenlight
