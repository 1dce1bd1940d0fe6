#pragma once

#include <vector>

#include "engine/pipeline/denoiser.h"
#include "engine/pipeline/parts.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// What the recipe's controls give the UNet: their pictures, or an adapter's features of them,
// by its weight. Throws what `poll` throws, and Error(check) for features that are not finite.
std::vector<ControlInputs> control_inputs(const Recipe& recipe, Parts& parts, const Poll& poll);

}  // namespace evenlight
