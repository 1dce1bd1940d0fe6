// The one table of what a recipe holds: each row is a flag of `evenlight render` (--cfg-rescale), a
// key of the JSON recipe (cfg_rescale) and a control of the studio.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "app/common/recipe/value_place.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// σ between which guidance acts: "LOW:HIGH" as text, [low, high] as JSON, null for no upper end.
struct SigmaInterval {
  double Recipe::*low;
  double Recipe::*high;
};

using RecipeMember = std::variant<std::string Recipe::*, bool Recipe::*, uint64_t Recipe::*,
                                  int Recipe::*, int64_t Recipe::*, double Recipe::*,
                                  std::optional<double> Recipe::*, SigmaInterval>;

struct RecipeField {
  std::string_view key;
  std::string_view help;
  RecipeMember member;
  double low = 0;  // of numbers, both ends allowed
  double high = 0;
  int64_t multiple = 1;  // of whole numbers
  // For names: what else it may be called → our id. Throws samplers::ArgumentError that lists the
  // accepted ids.
  std::string (*name)(std::string_view) = nullptr;
};

// Samplers also by names that carry a schedule, such as "DPM++ 2M Karras" (see settle_names).
std::span<const RecipeField> recipe_fields();

// Null if there is none.
const RecipeField* find_recipe_field(std::string_view key);

// Both check type and range and throw Error "WHERE: expected …, got …".
void set_from_text(Recipe& recipe, const RecipeField& field, const std::string& text,
                   const ValuePlace& place);
void set_from_json(Recipe& recipe, const RecipeField& field, const nlohmann::ordered_json& value,
                   const ValuePlace& place);

// A null for what has no value (an eta left to the sampler, an unbounded interval): leave it out.
nlohmann::ordered_json field_json(const Recipe& recipe, const RecipeField& field);

// Turns sampler and schedule into our ids. A sampler's name that carries a schedule gives that
// schedule, if `schedule` is "automatic".
void settle_names(Recipe& recipe);

}  // namespace evenlight
