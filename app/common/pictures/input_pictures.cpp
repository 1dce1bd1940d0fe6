#include "app/common/pictures/input_pictures.h"

#include "app/common/pictures/known_pictures.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/recipe_check.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t shown_digits = 10;  // of a hash

std::vector<fs::path> places_of(const InputFile& file, const fs::path& folder) {
  if (!file.path.empty()) return {file.path};
  std::vector<fs::path> places;
  if (!file.name.empty()) {
    places.emplace_back(file.name);
    if (!folder.empty() && fs::path(file.name).is_relative()) places.push_back(folder / file.name);
  }
  if (!file.sha256.empty()) {
    const auto known = recall_pictures(file.sha256);
    places.insert(places.end(), known.begin(), known.end());
  }
  return places;
}

// `key`: of the recipe's field, for messages.
fs::path find_picture(const char* key, const InputFile& file, const fs::path& folder) {
  const fs::path* changed = nullptr;
  const std::vector<fs::path> places = places_of(file, folder);
  for (const fs::path& place : places) {
    std::error_code error;
    if (!fs::is_regular_file(place, error)) continue;
    // What a person named is taken as it is.
    if (!file.path.empty() || file.sha256.empty()) return place;
    if (sha256_of_file(place) == file.sha256) return place;
    if (!changed) changed = &place;
  }
  const std::string digits = file.sha256.substr(0, shown_digits);
  if (changed) {
    throw Error(
        ErrorKind::input,
        say<"{0}: was changed after the recipe was written, whose {1} has sha256 {2}…; give "
            "the right picture as {1}.">(changed->string(), Field{key}, digits));
  }
  const std::string named = file.path.empty() ? file.name : file.path;
  if (digits.empty())
    throw Error(ErrorKind::input, say<"{0}: {1}: no such file.">(Field{key}, named));
  throw Error(ErrorKind::input,
              say<"{0}: the picture {1} (sha256 {2}…) is not here; give it as {0}.">(
                  Field{key}, named, digits));
}

std::optional<Image> read_input(const char* key, InputFile& file, const fs::path& folder,
                                Notes& notes) {
  if (!file.is_given()) return std::nullopt;
  const fs::path path = find_picture(key, file, folder);
  ReadPicture picture = read_picture(path, notes);
  if (!file.sha256.empty() && file.sha256 != picture.sha256) {
    notes.push_back(
        say<"{0}: {1} is another picture than the recipe's.">(Field{key}, path.string()));
  }
  file = {path.filename().string(), picture.sha256, path.string()};
  remember_picture(picture.sha256, path);
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
