#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/weights/model_files.h"

namespace evenlight {

// Names and contents of the files of a diffusers folder's tokenizer: those of the model's own, else
// CLIP's. Throws Error(input) if they cannot be read.
std::vector<std::pair<std::string, std::string>> tokenizer_files(const ModelWeights& model);

}  // namespace evenlight
