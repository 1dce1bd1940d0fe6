#pragma once

#include "app/common/notes.h"
#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// Puts the document's regions into its recipe, whose size is known, and completes what it says of
// their masks: pictures, white where the region is; one of another size is stretched, which a note
// says. Throws Error(input) for files that are missing, changed, no pictures, or black all over.
void put_regions(RecipeDocument& document, Notes& notes);

}  // namespace evenlight
