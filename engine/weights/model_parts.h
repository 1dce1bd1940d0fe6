#pragma once

#include <filesystem>
#include <string_view>

namespace evenlight {

// Files that stand in for a part of a model; an empty path: its own.
struct ModelParts {
  std::filesystem::path unet = {};  // a file with a UNet (and perhaps more), or a folder "unet"
  std::filesystem::path vae = {};   // likewise; also a TAESD
  bool ema = false;                 // the UNet's averaged weights, where training left both
  std::filesystem::path text_encoder = {};    // likewise; CLIP's or OpenCLIP's names
  std::filesystem::path text_encoder_2 = {};  // SDXL's second

  // By the part's name; only of those below.
  const std::filesystem::path& of(std::string_view part) const {
    if (part == "unet") return unet;
    if (part == "vae") return vae;
    return part == "text_encoder" ? text_encoder : text_encoder_2;
  }

  bool operator==(const ModelParts&) const = default;
};

inline constexpr std::string_view lendable_parts[] = {"unet", "vae", "text_encoder",
                                                      "text_encoder_2"};

}  // namespace evenlight
