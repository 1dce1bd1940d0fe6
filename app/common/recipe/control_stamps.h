// A recipe's control networks: as JSON, and as the command's flag says them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/common/recipe/recipe_document.h"
#include "app/common/recipe/value_place.h"

namespace evenlight {

// [{"model": {"name", "sha256"}, "image": {"name", "sha256"}, "preprocess", "weight", "start",
// "end"}, …]. All but model and image may be missing; these may be text, a path. Throws Error
// "WHERE…: expected …".
nlohmann::ordered_json controls_to_json(const RecipeDocument& document);
void controls_from_json(RecipeDocument& document, const nlohmann::ordered_json& value,
                        const ValuePlace& place);

// "model=PATH,image=PATH[,preprocess=canny][,weight=1][,start=0][,end=1]". Throws Error "WHERE…".
ControlInput control_from_text(const std::string& text, const ValuePlace& place);

}  // namespace evenlight
