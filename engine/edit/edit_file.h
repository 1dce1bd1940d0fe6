// A concept edit as a file that applies like a LoRA, in this and in other programs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/edit/concept_edit.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// The bytes of a safetensors file: for every key and value of cross-attention W [out,width] the two
// factors of its change, W·left [out,rank] and right [rank,width], f16, by kohya-ss/sd-scripts'
// names. The same for the same edit. Throws Error(input) where the model has no such weights of
// that width.
std::vector<std::byte> edit_file(const ModelWeights& model, const LowRank& edit,
                                 const std::map<std::string, std::string>& metadata);

}  // namespace evenlight
