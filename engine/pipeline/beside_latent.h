// What some networks are shown beside the latent: pictures that they paint into or change.
#pragma once

#include <vector>

#include "engine/pipeline/parts.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// Nine input channels: where to paint, and the picture without that (Rombach et al. 2022, section
// 4.5). Eight: the picture to change as a prompt says (Brooks et al. 2022, arXiv 2211.09800).
inline bool is_inpainting(const UnetConfig& unet) {
  return unet.in_channels == 9;
}
inline bool is_editing(const UnetConfig& unet) {
  return unet.in_channels == 8;
}

// Whether the VAE's encoder has work to do.
bool needs_encoder(const Recipe& recipe, const ModelConfigs& configs);

// [h·w,channels], empty for other networks. An inpainting network without a picture is shown grey,
// to be painted everywhere, as AUTOMATIC1111 does it.
std::vector<float> beside_latent(const Recipe& recipe, Parts& parts, const Poll& poll);

}  // namespace evenlight
