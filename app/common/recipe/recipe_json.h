// Recipes as JSON: the flag names as keys (`cfg_rescale` for --cfg-rescale), `model` = {name,
// sha256, config_sha256 of a folder}, `embeddings` = [{name, sha256}, …] if there are any,
// `init_noise` = {sha256} where the starting noise was given (`init_latent` in older recipes),
// `app` = version, `device` and `precision` that were used.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// Every key in a fixed order, the shortest numbers that read back the same: the same document gives
// the same bytes (see dump_json).
nlohmann::ordered_json recipe_to_json(const RecipeDocument& document);

// Strict: an unknown key, a wrong type or a value out of range is Error(input) "LABEL: key: …".
// Keys that are absent keep their defaults and are not in `given`.
RecipeDocument recipe_from_json(const nlohmann::ordered_json& json, const std::string& label);

// True if both make the same picture: all but the program's version and the device.
bool same_picture(const RecipeDocument& a, const RecipeDocument& b);

}  // namespace evenlight
