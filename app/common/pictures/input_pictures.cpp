#include "app/common/pictures/input_pictures.h"

#include <algorithm>
#include <cmath>

#include "app/common/pictures/known_pictures.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/pipeline/picture/fit.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
namespace limits = recipe_limits;

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

int64_t whole_side(double side) {
  const int64_t step = limits::side_multiple;
  const auto steps = int64_t(std::lround(side / double(step)));
  return std::clamp(steps * step, step, int64_t(limits::side.high));
}

}  // namespace

InputPictures::InputPictures(RecipeDocument& document, Notes& notes)
    : init_(read_input("init", document.init, document.folder, notes)) {}

void InputPictures::propose_size(RecipeDocument& document, const ModelConfigs& configs) const {
  if (!init_) return;
  Recipe& recipe = document.recipe;
  const double shape = double(init_->width) / double(init_->height);
  const bool width = document.given.contains("width"), height = document.given.contains("height");
  if (width && height) return;
  const double side = double(configs.unet.sample_size * configs.vae.scale());
  if (!width) {
    recipe.width = whole_side(height ? double(recipe.height) * shape : side * std::sqrt(shape));
  }
  if (!height) {
    recipe.height = whole_side(width ? double(recipe.width) / shape : side / std::sqrt(shape));
  }
  document.given.insert({"width", "height"});
}

void InputPictures::put_into(Recipe& recipe) const {
  if (!init_) return;
  const FitMethod* fit = find_fit(recipe.fit);
  if (!fit) throw RecipeFault("fit", say<"expected crop, pad or stretch, got {0}">(recipe.fit));
  recipe.strength = recipe.strength.value_or(usual_strength);
  const PlaneSize size{recipe.width, recipe.height};
  recipe.start = FromPicture{std::make_shared<const Image>(fitted(*init_, size, *fit))};
}

}  // namespace evenlight
