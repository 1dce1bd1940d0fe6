// The text that AUTOMATIC1111/stable-diffusion-webui and its kin store with a picture
// (modules/infotext_utils.py, modules/processing.py create_infotext): prompt, "Negative prompt: …",
// then one line "Steps: 20, Sampler: Euler a, …".
#pragma once

#include <string>
#include <string_view>

#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// How the version begins in what write_a1111_text writes.
inline constexpr std::string_view own_version = "Evenlight ";

// UTF-8. Guidance's rescale and interval have no common name there and stand under our own.
std::string write_a1111_text(const RecipeDocument& document);

// True if the text has such a line of settings at its end.
bool looks_like_a1111_text(std::string_view text);

// Reads what any version wrote. Throws Error(input) "LABEL: …" for a value that cannot be right,
// for a sampler that does not exist here, and where the picture was made with something that is
// missing: a LoRA, a ControlNet, an initial picture, a mask, a refiner, a variation seed. What
// changes the picture less (a high-resolution pass, face restoration, …) becomes a note, and
// settings that are not known are passed over with one note. "TI hashes" are embeddings that the
// prompts use. Without "RNG" the noise is an NVIDIA
// GPU's (philox), as is the default there.
RecipeDocument read_a1111_text(std::string_view text, const std::string& label);

}  // namespace evenlight
