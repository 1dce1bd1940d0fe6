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

// Reads what any version wrote, and what programs made of it that joined its lines or wrote more
// behind them. Throws Error(input) "LABEL: …" for a value that cannot be right, for a sampler that
// does not exist here, and where the picture was made with something without which it is no start:
// a ControlNet, an initial picture, a mask, a refiner, a variation seed. What else is missing here
// (a LoRA, a high-resolution pass, another VAE, …) becomes a note that names it, its tag is taken
// out of the prompt; settings that are not known are passed over with one note. The values of
// `overridden` fields are not looked at. "TI hashes" are embeddings that the prompts use. Without
// "RNG" the noise is an NVIDIA GPU's (philox), as is the default there; without "Schedule type",
// and a version before 1.9 or none, the noise levels are the model's own.
RecipeDocument read_a1111_text(std::string_view text, const std::string& label,
                               const RecipeKeys& overridden = {});

}  // namespace evenlight
