// What a recipe asks of its pictures beside their settings, and what came of it.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/common/recipe/value_place.h"

namespace evenlight {

struct RecipeDocument;

inline constexpr size_t max_requirements = 32;  // of one recipe

// One requirement and what the picture shows.
struct RequirementReading {
  std::string requirement;  // "faces=1"
  std::string measured;     // "2", or why it could not be told
  bool holds = false;
};

// How often a recipe's requirements held among the seeds that were drawn, kept in its pictures.
struct RequirementRecord {
  uint64_t first_seed = 0;  // that was drawn
  int64_t drawn = 0, held = 0;
  double low = 0, high = 1;                  // Wilson's interval of held / drawn, 95 %
  std::vector<RequirementReading> readings;  // of this picture
};

// {"first_seed", "drawn", "held", "interval": [low, high], "readings": [{…}, …]}.
nlohmann::ordered_json record_to_json(const RequirementRecord& record);
// Throws Error "WHERE…: expected …".
RequirementRecord record_from_json(const nlohmann::ordered_json& value, const ValuePlace& place);

// ["faces=1", …]: the recipe field of requirements, as it is written: what it means is known to
// requirements/expression.h.
nlohmann::ordered_json requirements_to_json(const RecipeDocument& document);
void requirements_from_json(RecipeDocument& document, const nlohmann::ordered_json& value,
                            const ValuePlace& place);

}  // namespace evenlight
