// SHA-256 of models, remembered: hashing gigabytes takes seconds, looking at a file's size and time
// does not.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/weights/model_files.h"

namespace evenlight {

// As sha256_of_model, or what is remembered in cache_folder()/models.json for unchanged files. A
// cache that cannot be read or written only costs time.
std::string model_sha256(const ModelWeights& model);

// Where a model of that hash (or a beginning of at least 8 digits) was last used, if its files are
// unchanged.
std::optional<std::filesystem::path> recall_model(std::string_view sha256);

}  // namespace evenlight
