#pragma once

#include <string>

#include "engine/weights/model_files.h"

namespace evenlight {

// SHA-256 in hexadecimal of what decides pictures beside the weights: a folder's configurations and
// its tokenizer, sorted by path. Formatting, the order of keys and what other programs only keep
// for themselves (their version, where it was downloaded) do not count. Empty for a single file,
// which holds everything in its weights. Cheap: small files only.
std::string config_sha256_of_model(const ModelWeights& model);

}  // namespace evenlight
