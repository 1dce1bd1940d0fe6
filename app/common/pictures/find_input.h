#pragma once

#include <filesystem>

#include "app/common/notes.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// Where a file that a recipe names is: where a person said, else where its name leads from here,
// from `folder` (the recipe's own) and from data_folder()/controls, else where a file of these
// contents was last seen. `field` is the recipe's, for messages; `hash` tells what a file at a
// place contains. Throws Error(input) if it is missing, or was changed since the recipe was
// written.
using HashOf = std::string (*)(const std::filesystem::path& path);
std::filesystem::path find_input(const char* field, const InputFile& file,
                                 const std::filesystem::path& folder, HashOf hash);

// What is known of a file that was found: completes `file` and remembers its place. A note where a
// person's own file is another than the recipe's.
void stamp_input(const char* field, InputFile& file, const std::filesystem::path& path,
                 const std::string& sha256, Notes& notes);

}  // namespace evenlight
