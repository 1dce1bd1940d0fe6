#pragma once

#include <filesystem>

namespace evenlight {

// Files that stand in for a part of a model; an empty path: its own.
struct ModelParts {
  std::filesystem::path unet = {};  // a file with a UNet (and perhaps more), or a folder "unet"
  std::filesystem::path vae = {};   // likewise; also a TAESD
  bool ema = false;                 // the UNet's averaged weights, where training left both

  bool operator==(const ModelParts&) const = default;
};

}  // namespace evenlight
