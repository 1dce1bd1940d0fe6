#pragma once

#include <cstdint>
#include <span>

#include "engine/text/chunks.h"

namespace evenlight {

// Applies the chunks' weights to what the text encoder made of them, in place: hidden
// [chunks,length,width], row-major. Each token's vector is multiplied by its weight; with original
// emphasis the chunk then by mean before / mean after, so that its mean stays
// (AUTOMATIC1111/stable-diffusion-webui, modules/sd_emphasis.py, which also goes chunk by chunk).
// With ComfyUI's (comfy/sd1_clip.py, encode_token_weights) a vector becomes
// (vector − empty)·weight + empty, where `empty` [length,width] is what the encoder makes of the
// empty chunk; the others need none.
// A chunk whose weights are all 1 keeps its bits. Sums run in double in a fixed order.
// Throws Error(usage) if the weights leave no usable mean.
void apply_weights(std::span<float> hidden, std::span<const Chunk> chunks, int64_t width,
                   Emphasis emphasis = Emphasis::original, std::span<const float> empty = {});

// Whether the empty chunk is needed for it.
bool needs_empty(std::span<const Chunk> chunks, Emphasis emphasis);

}  // namespace evenlight
