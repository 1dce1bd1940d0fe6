#pragma once

#include <filesystem>
#include <memory>

#include "engine/config/upscaler_config.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// A network that makes pictures larger: its weights are named "upscaler." and Real-ESRGAN's names.
struct UpscalerFile {
  RrdbConfig config;
  std::shared_ptr<const ModelWeights> weights;
};

// ESRGAN and its kin, told by names and shapes: Real-ESRGAN's names (conv_first, body.0.rdb1 …),
// the older ones of Sequential modules (model.0, model.1.sub.0.RDB1 …) and BSRGAN's (RRDB_trunk).
// Throws Error(input) for what is none of these or has other layers than they say.
UpscalerFile open_upscaler(const std::filesystem::path& path);

}  // namespace evenlight
