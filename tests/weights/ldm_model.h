// Invents original (LDM) single files: the tensors of a whole small checkpoint of each family, as
// training code names and shapes them (CompVis/stable-diffusion:ldm/modules/diffusionmodules/
// {openaimodel,model}.py, ldm/modules/encoders/modules.py).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/support/safetensors_writer.h"

namespace evenlight::test {

using LdmShapes = std::map<std::string, std::vector<int64_t>>;

struct LdmKind {
  int64_t in_channels = 4;
  bool linear_projection = false;  // SD2 and SDXL
  enum { clip, open_clip, both, second } text = clip;
  int64_t wide = 64;
};

inline constexpr LdmKind sd1_kind{};
inline constexpr LdmKind sd2_kind{4, true, LdmKind::open_clip, 128};  // two heads of 64
inline constexpr LdmKind sdxl_kind{4, true, LdmKind::both};
inline constexpr LdmKind refiner_kind{4, true, LdmKind::second};

// Two UNet levels, 32 (with attention) and `wide`, one resnet each; a text width of 4 (of
// each encoder) with two blocks; a VAE of two levels.
LdmShapes ldm_shapes(const LdmKind& kind);

// All of them as F16, each filled with invented_bytes(name).
std::vector<TensorToWrite> ldm_tensors(const LdmShapes& shapes);

}  // namespace evenlight::test
