#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/config/model_config.h"

namespace evenlight {

struct FolderConfig {
  std::string path;  // in the folder: "unet/config.json"
  nlohmann::ordered_json json;
};

// The JSON files of a diffusers folder with this model: detect_folder read backwards.
std::vector<FolderConfig> folder_configs(const ModelConfigs& configs);

}  // namespace evenlight
