#pragma once

#include "app/common/files/picture_texts.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// ComfyUI's graphs of plain workflows: from what is saved back to the samplers, and from those to
// model, LoRAs, prompts and size. In PNG under "prompt" and "workflow", in WebP and JPEG in EXIF
// texts that begin so. Two samplers in a row are a second pass or a refiner. Nodes on the way that
// are not known are named in a note. Throws Error(input) for graphs without a sampler or with a
// ring.
bool is_comfy_recipe(const PictureTexts& texts);
RecipeDocument read_comfy_recipe(const PictureTexts& texts, const std::string& label,
                                 const RecipeKeys& overridden);

}  // namespace evenlight
