// Names of a checkpoint's tensors → canonical names: a part ("unet.", "vae.", "text_encoder.",
// "text_encoder_2.") and diffusers' or transformers' own name. Pure functions over the key list;
// nothing is loaded. Any number of levels and of layers per block is understood: both are read
// off the keys. (Facts: diffusers:src/diffusers/loaders/single_file_utils.py.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// How the stored tensor becomes the canonical one. A 1×1 convolution [O,I,1,1] and a linear
// layer [O,I] are the same bytes, so they need no fix-up: whoever asks states the shape.
enum class Fixup {
  none,
  transpose,    // stored [I,O]
  first_third,  // a third of the rows of a fused query, key, value projection
  second_third,
  last_third,
};

struct MappedName {
  std::string name;    // canonical
  std::string source;  // in the file
  Fixup fixup = Fixup::none;
};

struct NameMap {
  std::vector<MappedName> weights;  // in the order of the keys; a fused one gives three
  std::vector<std::string> aside;   // known and not needed: EMA copies, schedules, markers
  std::vector<std::string> unknown;
};

// Original single files of SD1, SD2, SDXL (LDM names; text as CLIP or OpenCLIP).
NameMap map_ldm_names(const std::vector<std::string>& keys);

// A part's own file in a diffusers folder; `part` is the folder's name, e.g. "vae". Old spellings
// of the VAE's attention and text towers without "text_model." are brought to today's.
NameMap map_folder_names(std::string_view part, const std::vector<std::string>& keys);

}  // namespace evenlight
