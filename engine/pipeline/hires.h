// A picture made small, where a model composes well, and then once more from itself, large: the
// high-resolution pass of AUTOMATIC1111/stable-diffusion-webui.
#pragma once

#include <span>
#include <vector>

#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// The recipe without its second pass, and that pass alone, from a picture of the first one's size:
// enlarged by the recipe's filter, walked by its steps and strength. A picture without pixels will
// do to reckon with.
Recipe first_pass(const Recipe& recipe);
Recipe second_pass(const Recipe& recipe, const Image& picture);

// The pass that takes the most memory, to reckon with; the recipe itself if there is one pass.
Recipe largest_pass(const Recipe& recipe);

// As Pipeline::render, with both passes where the recipe has two; each reports its own steps. What
// a picture began with is the first pass's noise.
std::vector<Picture> render_passes(Pipeline& pipeline, const Recipe& recipe,
                                   std::span<const uint64_t> seeds, const RenderOptions& options);

}  // namespace evenlight
