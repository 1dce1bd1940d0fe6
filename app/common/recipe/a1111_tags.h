#pragma once

#include <string>

#include "app/common/recipe/foreign/foreign_draft.h"

namespace evenlight {

// Takes tags such as "<hypernet:ink:0.8>" out of prompts where they cannot be followed, and says
// what they name; the LoRAs that can be followed stay.
void take_out_foreign_tags(ForeignDraft& draft, std::string& prompt, std::string& negative);

}  // namespace evenlight
