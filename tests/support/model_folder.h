// A model's configurations as the files of a diffusers folder say them: what engine/weights reads.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/graph.h"

namespace evenlight::test {

// Sizes of well-known models. Of SDXL all that its UNet, encoders and VAE need to be told.
ModelConfigs full_size_sd15();
ModelConfigs full_size_sdxl();

// By path inside the folder: "unet/config.json".
std::map<std::string, nlohmann::json> folder_configs(const ModelConfigs& configs);

// The weights of each part, by its file: "unet/diffusion_pytorch_model.safetensors". Names with the
// part's prefix.
std::map<std::string, std::vector<WeightPart>> folder_weights(const ModelConfigs& configs);

}  // namespace evenlight::test
