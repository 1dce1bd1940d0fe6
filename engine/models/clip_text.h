#pragma once

#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/graph.h"

namespace evenlight {

// CLIP's text transformer. Radford et al. 2021; huggingface/transformers:
// models/clip/modeling_clip.py CLIPTextTransformer, CLIPTextModelWithProjection.
//   input  "ids"    [batch,77] i32, per prompt
//   output "hidden" [batch,77,width], after the final norm if the config has one
//   output "pooled" [batch,77,projection], if the config has one: every token's last layer, normed
//                   and projected; the prompt's vector is that of its first end token
// clip_skip n uses the output of the n-th layer from the end (1: the last), but of none behind the
// config's own context_layer: SDXL's 1 and 2 are the same, as in A1111 and ComfyUI.
// `added` [n,width] each: vectors of textual inversions, as rows of the token embedding from id
// config.vocab on.
Graph trace_clip_text(const TextConfig& config, int64_t batch, int64_t clip_skip = 1,
                      const std::vector<WeightPart>& added = {});

}  // namespace evenlight
