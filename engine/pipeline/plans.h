// Which graphs a recipe needs, and what they cost.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/plan.h"
#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// One text encoder run takes one chunk, one run of the VAE one image, or one tile of it where the
// recipe has them decoded (tiles.h); the UNet takes all images,
// once for each condition that it is asked about at once. `tokens` is 77 per chunk of a prompt.
Plan plan_text(const Recipe& recipe, const TextConfig& text, DType storage);
Plan plan_unet(const Recipe& recipe, const ModelConfigs& configs, int64_t batch, int64_t tokens,
               DType storage, const Group& group = {});
// What such a UNet is given once, beside prompts: by the inputs' names.
std::map<std::string, std::vector<float>> unet_constants(const Recipe& recipe,
                                                         const ModelConfigs& configs);
// Of a T2I adapter of the recipe.
Plan plan_adapter_level(const Recipe& recipe, const ModelConfigs& configs, size_t control,
                        int64_t level, DType storage);
// Of an IP-Adapter of the recipe: what encodes its picture, and what makes tokens of that.
Plan plan_picture_encoder(const IpAdapter& adapter, DType storage);
Plan plan_picture_projection(const IpAdapter& adapter, const UnetConfig& unet, DType storage);
Plan plan_decoder(const Recipe& recipe, const ModelConfigs& configs, DType storage);
Plan plan_encoder(const Recipe& recipe, const ModelConfigs& configs, DType storage);

}  // namespace evenlight
