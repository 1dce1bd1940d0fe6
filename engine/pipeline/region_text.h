// Regions by masked attention: the prompts of all of them are one context, and each place of the
// picture heeds the part of it that is its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/pipeline/conditions.h"
#include "engine/pipeline/prepared_recipe.h"

namespace evenlight {

// Puts the regions' chunks behind those of the prompts that guidance goes towards, and says for
// each chunk where it is heeded. `read` gives a region's prompt in chunks.
void join_region_prompts(PreparedRecipe& prepared, int64_t scale,
                         const std::function<Chunks(const std::string& prompt)>& read);

// Chunks that prompts were filled up with to be as long as the longest are heeded nowhere.
void hide_padding(PreparedRecipe& prepared, int64_t scale);

// The UNet's inputs "heed_0" … for conditions of that network: the logarithm of each chunk's mask,
// averaged over the places that each level makes one of.
void add_heed(const PreparedRecipe& prepared, size_t network, const ModelConfigs& configs,
              std::vector<Condition>& conditions);

}  // namespace evenlight
