#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "app/common/notes.h"
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
  struct Entry {
    std::string stamp;  // size and time of the file
    ControlFile file;
    std::string sha256;
  };
  const Entry& open(const std::filesystem::path& path);

  std::map<std::filesystem::path, Entry> entries_;
};

}  // namespace evenlight
