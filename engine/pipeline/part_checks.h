// Parts of check_recipe (recipe_check.h) that have rules of their own. Each throws RecipeFault.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/pipeline/recipe.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {

void check_range(std::string_view key, double value, NumberRange range);
// Empty, or as many numbers as ranges.
void check_numbers(std::string_view key, const std::vector<double>& numbers,
                   std::span<const NumberRange> ranges);

// Strengths that leave no step, pictures and masks of another size, and what this model does with
// pictures.
void check_start(const Recipe& recipe, const ModelConfigs& configs);
// Whatever goes from one model to the other must mean the same to both.
void check_refiner(const Recipe& recipe, const ModelConfigs& configs);
// Pictures of another size, shares of the steps that make no sense, networks for other models.
// Throws Error(input) as well.
void check_controls(const Recipe& recipe, const ModelConfigs& configs);
// Shares of the steps that make no sense, files for other models. Throws Error(input) as well.
void check_ip_adapters(const Recipe& recipe, const ModelConfigs& configs);
// Masks of another size, a mode that does not exist.
void check_regions(const Recipe& recipe);
// A second pass that could not be, or would be too large.
void check_hires(const Recipe& recipe, const ModelConfigs& configs);
// Numbers out of range, and methods that replace each other.
void check_guidance(const Recipe& recipe);

}  // namespace evenlight
