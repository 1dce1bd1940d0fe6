#pragma once

#include <filesystem>
#include <memory>

#include "engine/config/vision_config.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// A CLIP picture encoder: its weights are named "vision.…" and as transformers names them.
struct VisionFile {
  VisionConfig config;
  std::shared_ptr<const ModelWeights> weights;
};

// A folder of transformers' (config.json, model.safetensors) or a single file with its names; what
// such a file does not say, its heads and its activation, is that of the known encoder of its
// width. Throws Error(input) for what is no picture encoder or is malformed.
VisionFile open_vision(const std::filesystem::path& path);

}  // namespace evenlight
