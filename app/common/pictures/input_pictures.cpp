#include "app/common/pictures/input_pictures.h"

#include "app/common/pictures/find_input.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/recipe_check.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

std::string hash_of_picture(const fs::path& path) {
  return sha256_of_file(path);
}

std::optional<Image> read_input(const char* key, InputFile& file, const fs::path& folder,
                                Notes& notes) {
  if (!file.is_given()) return std::nullopt;
  const fs::path path = find_input(key, file, folder, hash_of_picture);
  ReadPicture picture = read_picture(path, notes);
  stamp_input(key, file, path, picture.sha256, notes);
  return std::move(picture.image);
}

// A mask for a picture of that size.
Mask fitting_mask(const Image& image, PlaneSize size, Notes& notes) {
  Mask mask = mask_of(image);
  if (image.width == size.width && image.height == size.height) return mask;
  notes.push_back(say<"{0}: has {1}×{2} pixels and is stretched to the picture's {3}×{4}.">(
      Field{"mask"}, image.width, image.height, size.width, size.height));
  return resized(mask, size);
}

void require_picture(const RecipeDocument& document) {
  if (document.init.is_given()) return;
  if (document.recipe.strength) {
    throw RecipeFault("strength", say<"needs a picture to start from ({0})">(Field{"init"}));
  }
  if (document.mask.is_given()) {
    throw RecipeFault("mask", say<"needs a picture to start from ({0})">(Field{"init"}));
  }
  if (!document.recipe.outpaint.empty()) {
    throw RecipeFault("outpaint", say<"needs a picture to start from ({0})">(Field{"init"}));
  }
}

// What an editing model shows and what is painted beyond an edge begins anew.
double usual_strength_of(const Recipe& recipe, const ModelConfigs& configs) {
  return is_editing(configs.unet) || !recipe.outpaint.empty() ? 1.0 : usual_strength;
}

}  // namespace

InputPictures::InputPictures(RecipeDocument& document, Notes& notes) {
  require_picture(document);
  init_ = read_input("init", document.init, document.folder, notes);
  const auto mask = read_input("mask", document.mask, document.folder, notes);
  if (mask) mask_ = fitting_mask(*mask, {init_->width, init_->height}, notes);
}

void InputPictures::propose_size(RecipeDocument& document, const ModelConfigs& configs) {
  if (!init_) return;
  Recipe& recipe = document.recipe;
  canvas_ = make_canvas(std::move(*init_), std::move(mask_), recipe);
  const bool width = document.given.contains("width"), height = document.given.contains("height");
  const PlaneSize usual = usual_size(*canvas_, recipe, configs);
  const double shape = double(usual.width) / double(usual.height);
  if (!width) recipe.width = height ? whole_side(double(recipe.height) * shape) : usual.width;
  if (!height) recipe.height = width ? whole_side(double(recipe.width) / shape) : usual.height;
  document.given.insert({"width", "height"});
}

void InputPictures::put_into(Recipe& recipe, const ModelConfigs& configs) const {
  if (!canvas_) return;
  recipe.strength = recipe.strength.value_or(usual_strength_of(recipe, configs));
  recipe.start = start_of(*canvas_, recipe);
}

}  // namespace evenlight
