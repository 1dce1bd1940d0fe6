// Files in recipes' JSON: each is known by the hash of its contents.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/common/recipe/recipe_document.h"
#include "app/common/recipe/value_place.h"

namespace evenlight {

// 64 lower-case hexadecimal digits. Throws Error "WHERE: expected …".
std::string checked_sha256(const nlohmann::ordered_json& value, const ValuePlace& place);

// {"sha256"}. Throws Error "WHERE…: expected …".
std::string sha256_from_json(const nlohmann::ordered_json& value, const ValuePlace& place);

// {"name", "sha256"} of a picture, null for none. It is read with either of both missing too, and
// as text, a path. Throws Error "WHERE…: expected …".
nlohmann::ordered_json input_file_to_json(const InputFile& file);
InputFile input_file_from_json(const nlohmann::ordered_json& value, const ValuePlace& place);

// [{"name", "sha256"}, …]: the recipe field of embeddings.
nlohmann::ordered_json embeddings_to_json(const RecipeDocument& document);
void embeddings_from_json(RecipeDocument& document, const nlohmann::ordered_json& value,
                          const ValuePlace& place);

// [{"name", "sha256", "weight", "text_weight"}, …]: the recipe field of LoRAs. The hash may be left
// out, the weights are 1 then; one of the prompt's tags has no weights, which the tag says.
nlohmann::ordered_json loras_to_json(const RecipeDocument& document);
void loras_from_json(RecipeDocument& document, const nlohmann::ordered_json& value,
                     const ValuePlace& place);

}  // namespace evenlight
