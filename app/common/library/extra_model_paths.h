#pragma once

#include <filesystem>
#include <vector>

#include "app/common/library/shelf_folders.h"

namespace evenlight {

// ComfyUI's extra_model_paths.yaml: blocks of `base_path` and folders by kind, one a line or
// several below a `|` (comfyanonymous/ComfyUI:extra_model_paths.yaml.example). Of YAML, what such
// files use. Folders that are not there and kinds that Evenlight has no use for are left out.
// Throws Error(input) if the file cannot be read or is larger than 64 KiB.
std::vector<ShelfFolder> read_extra_model_paths(const std::filesystem::path& file);

}  // namespace evenlight
