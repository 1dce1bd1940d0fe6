// Which graphs a recipe needs, and what they cost.
#pragma once

#include "engine/config/model_config.h"
#include "engine/graph/plan.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// One text encoder run takes one chunk, one decoder run one image; the UNet takes all images, and
// with guidance twice as many. `tokens` is 77 per chunk of the longer prompt.
Plan plan_text(const Recipe& recipe, const ModelConfigs& configs, DType storage);
Plan plan_unet(const Recipe& recipe, const ModelConfigs& configs, int64_t batch, int64_t tokens,
               DType storage);
Plan plan_decoder(const Recipe& recipe, const ModelConfigs& configs, DType storage);

// Whether any step may want the negative prompt, and whether any may do without it.
bool uses_negative(const Recipe& recipe);
bool uses_positive_alone(const Recipe& recipe);

}  // namespace evenlight
