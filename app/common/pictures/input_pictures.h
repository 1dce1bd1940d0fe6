// The pictures of a recipe: found, read, and brought to its size.
//
//   InputPictures pictures(document, notes);        // before the recipe is complete
//   pictures.propose_size(document, configs);       // where it names none
//   …                                               // complete(document, model)
//   pictures.put_into(document.recipe, configs);    // as its start
#pragma once

#include <optional>

#include "app/common/notes.h"
#include "app/common/pictures/canvas.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/config/model_config.h"

namespace evenlight {

class InputPictures {
 public:
  // Reads what the document names (find_input.h) and completes what it says of them. Throws
  // Error(input) if a file is missing, was changed since the recipe was written, or is no picture
  // that can be read; RecipeFault for what needs a picture and has none.
  InputPictures(RecipeDocument& document, Notes& notes);

  // Makes the canvas, and fills in what the document leaves open of width and height: usual_size.
  // Throws as make_canvas.
  void propose_size(RecipeDocument& document, const ModelConfigs& configs);
  // By the recipe's size and fit. Throws as start_of.
  void put_into(Recipe& recipe, const ModelConfigs& configs) const;

 private:
  std::optional<Image> init_;
  std::optional<Mask> mask_;
  std::optional<Canvas> canvas_;
};

}  // namespace evenlight
