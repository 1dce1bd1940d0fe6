#include "app/common/pictures/control_shelf.h"

#include "app/common/pictures/find_input.h"
#include "app/common/pictures/preprocess.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/pipeline/picture/fit.h"
#include "engine/pipeline/recipe_check.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

std::string hash_of_network(const fs::path& path) {
  return model_sha256(*open_control(path).weights);
}

std::string hash_of_picture(const fs::path& path) {
  return sha256_of_file(path);
}

Image preprocessed(const Image& image, const ControlInput& input, const Recipe& recipe) {
  const Preprocessor* preprocessor = find_preprocessor(input.preprocess);
  if (!preprocessor) {
    std::vector<std::string_view> ids;
    for (const Preprocessor& row : preprocessors()) ids.push_back(row.id);
    throw RecipeFault("control", say<"unknown preprocessor {0}; accepted are {1}">(
                                     in_quotes(input.preprocess), as_list(ids)));
  }
  const FitMethod* fit = find_fit(recipe.fit);
  if (!fit) throw RecipeFault("fit", say<"expected crop, pad or stretch, got {0}">(recipe.fit));
  return preprocessor->run(fitted(image, {recipe.width, recipe.height}, *fit));
}

}  // namespace

void ControlShelf::put_into(RecipeDocument& document, Notes& notes) {
  document.recipe.controls.clear();
  for (ControlInput& input : document.controls) {
    const fs::path model = find_input("control", input.model, document.folder, hash_of_network);
    const auto& entry = networks_.at(model);
    stamp_input("control", input.model, model, entry.sha256, notes);
    const fs::path path = find_input("control", input.image, document.folder, hash_of_picture);
    const ReadPicture picture = read_picture(path, notes);
    stamp_input("control", input.image, path, picture.sha256, notes);
    document.recipe.controls.push_back(
        {entry.file,
         std::make_shared<const Image>(preprocessed(picture.image, input, document.recipe)),
         input.weight, input.start, input.end});
  }
}

}  // namespace evenlight
