#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/weights/control_names.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// A ControlNet or T2I adapter: its weights are named "control.…".
struct ControlFile {
  ControlKind kind = ControlKind::controlnet;
  std::shared_ptr<const ModelWeights> weights;
};

// A file of any format, or a folder with diffusers' one. Throws Error(input) for what is neither
// or is malformed.
ControlFile open_control(const std::filesystem::path& path);

// The network's own UNet: the given one with the depths of attention that the file has. Throws
// Error(input) if it was made for another family, as its text width says.
UnetConfig controlnet_config(const ControlFile& file, const UnetConfig& unet);

// A T2I adapter's levels, outermost first.
struct AdapterConfig {
  std::vector<int64_t> channels;
  std::vector<bool> widens;  // begins with a 1×1 convolution
};
// Throws Error(input) if it does not fit the UNet.
AdapterConfig adapter_config(const ControlFile& file, const UnetConfig& unet);

}  // namespace evenlight
