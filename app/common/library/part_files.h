#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "app/common/library/models.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// Gives the model the files that stand in for its parts as the recipe asks: those that a person
// named, else those that the recipe knows by name and hash, looked for in folders "vae", "unet",
// "text_encoder" and "text_encoder_2" inside and beside the model and in data_folder(), and where
// other programs keep them. Throws Error(input) if one is not there; a recipe of another program
// goes without it then, which a note says.
void find_parts(KnownModel& model, const RecipeDocument& document, Notes& notes);

// What a recipe says of the parts that are lent: `hashes` by the parts' names.
void stamp_parts(RecipeDocument& document, const ModelParts& lent,
                 const std::map<std::string, std::string>& hashes);

// SHA-256 of a part's file; of a folder as of a model's.
std::string sha256_of_part(const std::filesystem::path& path, const std::string& part);
// The same of the files that a model was opened with, whatever lies at their place by now. Throws
// Error(input) if one was written to since.
std::string sha256_of_part(const ModelWeights& model, const std::string& part);

}  // namespace evenlight
