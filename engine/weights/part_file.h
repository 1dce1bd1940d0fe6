// A UNet, a VAE or a text encoder by itself, to stand in for that of a model.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/weights/ldm_names.h"
#include "engine/weights/tensor_file.h"

namespace evenlight {

// The weights of that part (see model_parts.h) among the tensors of a file: of a whole original
// checkpoint, of a part's own file in original, diffusers' or transformers' names (a text encoder's
// also in OpenCLIP's, and below the prefixes under which ComfyUI writes it), or of a TAESD
// (madebyollin/taesd) in its own names. Nothing where there are none.
NameMap map_part_names(std::string_view part, const std::vector<std::string>& keys);

// Puts the averaged weights that training kept beside the UNet ("model_ema.…", CompVis/
// stable-diffusion:ldm/modules/ema.py) in the place of the others; how many there were.
size_t use_averaged_weights(NameMap& map, const std::vector<std::string>& keys);

struct PartFiles {
  std::vector<std::unique_ptr<TensorFile>> files;
  std::vector<NameMap> names;    // of each
  std::filesystem::path config;  // of a folder; empty for a file
};

// A file, or a folder as diffusers' pipelines have one for each part. Throws Error(input) if it
// cannot be read or holds no such part.
PartFiles open_part(std::string_view part, const std::filesystem::path& path);

}  // namespace evenlight
