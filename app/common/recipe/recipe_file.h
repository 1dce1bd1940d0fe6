#pragma once

#include <string>
#include <vector>

#include "app/common/files/picture_texts.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// A JSON recipe, a picture (PNG, JPEG, WebP) that Evenlight or another program wrote
// (foreign/foreign_recipes.h), or A1111's text in a file: recognised by content. What the file says
// of `overridden` fields is not looked at. Throws Error(input).
RecipeDocument read_recipe_file(const std::string& path, const RecipeKeys& overridden = {});

// The recipe in a picture's texts: Evenlight's own, else another program's. Throws Error(input)
// "LABEL: …".
RecipeDocument recipe_of_texts(const PictureTexts& texts, const std::string& label,
                               const RecipeKeys& overridden = {});

// A line of a jobs file: a recipe and where its picture goes.
struct Job {
  std::string where;  // "jobs.jsonl:3", for messages
  RecipeDocument document;
  std::string output;  // a path of one picture
};

// A JSON array of recipes, or one recipe a line (empty lines are skipped); each has `prompt`,
// `seed` and `output` beside the keys of a recipe. "-" is standard input, and a shell's <(…) may be
// read too. Throws Error(input) that names file and line.
std::vector<Job> read_jobs_file(const std::string& path, const RecipeKeys& overridden = {});

}  // namespace evenlight
