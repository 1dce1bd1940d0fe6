#pragma once

#include "app/common/notes.h"
#include "app/common/pictures/kept_open.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/weights/control_file.h"

namespace evenlight {

// Control networks that recipes use, kept open: what a backend made of their weights stays good.
class ControlShelf {
 public:
  // Puts the document's controls into its recipe, whose size is known, and completes what it says
  // of their files. Each picture is brought to the size by the recipe's fit before it is
  // preprocessed. Throws Error(input) for files that are missing, changed or not of the right
  // kind, RecipeFault for a preprocessor that does not exist.
  void put_into(RecipeDocument& document, Notes& notes);

 private:
  KeptOpen<ControlFile> networks_{open_control};
};

}  // namespace evenlight
