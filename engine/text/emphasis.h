#pragma once

#include <cstdint>
#include <span>

#include "engine/text/chunks.h"

namespace evenlight {

// Applies the chunks' weights to what the text encoder made of them, in place: hidden
// [chunks,length,width], row-major. Each token's vector is multiplied by its weight, then the
// chunk by mean before / mean after, so that its mean stays ("Original" emphasis of
// AUTOMATIC1111/stable-diffusion-webui, modules/sd_emphasis.py, which also goes chunk by chunk).
// A chunk whose weights are all 1 keeps its bits. Sums run in double in a fixed order.
// Throws Error(usage) if the weights leave no usable mean.
void apply_weights(std::span<float> hidden, std::span<const Chunk> chunks, int64_t width);

}  // namespace evenlight
