#pragma once

#include <span>
#include <vector>

#include "engine/pipeline/parts.h"
#include "engine/pipeline/picture_tokens.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// Of each IP-Adapter of the recipe. Throws what `poll` throws, and Error(check) for numbers that
// are not finite.
std::vector<PictureTokens> picture_tokens(const Recipe& recipe, Parts& parts, const Poll& poll);

// A picture as CLIP's encoders read it, [side,side,3]: its shorter side brought to `side` pixels by
// Pillow's bicubic filter, the middle cut out, each channel less its mean over its deviation
// (transformers: models/clip/image_processing_clip.py).
std::vector<float> clip_pixels(const Image& picture, int64_t side);

// [side,side,3] → the square patches below each other, row by row, behind an empty one,
// [patch·(1 + patches),patch,3].
std::vector<float> patch_column(std::span<const float> pixels, int64_t side, int64_t patch);

}  // namespace evenlight
