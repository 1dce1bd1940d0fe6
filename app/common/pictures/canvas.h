// A recipe's picture and mask as they are painted on, before they get the recipe's size.
#pragma once

#include <optional>

#include "engine/config/model_config.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

struct Canvas {
  Image picture;
  std::optional<Mask> mask;  // of the picture's size; none: all of it may change
};

// Outpainted: the edges repeated outwards, new there; the mask hard unless the recipe says soft,
// grown and blurred. Throws Error(input) for a mask in which nothing is to be new.
Canvas make_canvas(Image picture, std::optional<Mask> mask, const Recipe& recipe);

// A size for a recipe that names none: the proportions of what is rendered, in its own pixels if
// they are half to twice as many as the model was trained on, else in as many as that.
PlaneSize usual_size(const Canvas& canvas, const Recipe& recipe, const ModelConfigs& configs);

// `side` as a picture may have it: a multiple of 8 within the limits.
int64_t whole_side(double side);

// As a start of the recipe's size: of the whole canvas, or of what is around the mask, on its way
// back into the whole. Throws RecipeFault for a fit that does not exist.
FromPicture start_of(const Canvas& canvas, const Recipe& recipe);

}  // namespace evenlight
