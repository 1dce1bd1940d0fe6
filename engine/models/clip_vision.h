#pragma once

#include "engine/config/vision_config.h"
#include "engine/graph/graph.h"

namespace evenlight {

// What is asked of a picture encoder: the vector of the whole picture, or all tokens as they come
// out of the layer before the last.
enum class VisionOutput { projected, tokens };

// CLIP's picture encoder. Radford et al. 2021; huggingface/transformers:
// models/clip/modeling_clip.py CLIPVisionModelWithProjection.
//   input  "pixels"   [1,patch·tokens,patch,3], normalised: the patches below each other, row by
//                     row of the picture; the first is the class token's and is 0
//   input  "is_class" [1,tokens,1,1]: 1 for the first, else 0
//   output "embeds"   [1,1,1,projection], or "hidden" [1,tokens,1,width]
Graph trace_clip_vision(const VisionConfig& config, VisionOutput output);

}  // namespace evenlight
