// Between pictures and latents: the VAE's executables with the scales around them.
#pragma once

#include <span>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/image.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// One image of the recipe: a latent [channels,h,w] in the sampler's scale → [H,W,3], about −1…1,
// in the recipe's tiles if it has some. Throws Error(check) for numbers that are not finite, and
// what `poll` throws.
std::vector<float> decode_latent(Executable& decoder, const VaeConfig& vae, const Recipe& recipe,
                                 std::span<const float> latent, const Poll& poll);

// One image → its latent [channels,h,w] in the sampler's scale: the mean of what the encoder
// gives, without its noise, so that the same picture is always the same latent.
std::vector<float> encode_picture(Executable& encoder, const VaeConfig& vae, const Image& picture,
                                  const Poll& poll);

// The same from pixels [H,W,3] of −1…1 in the encoder's size.
std::vector<float> encode_pixels(Executable& encoder, const VaeConfig& vae,
                                 std::span<const float> pixels, const Poll& poll);

enum class ByteRounding { nearest, down };
// Decoded −1…1 → bytes, rounded to the nearest as diffusers does (image_processor.py), or down as
// AUTOMATIC1111 and ComfyUI do.
Image to_image(std::span<const float> decoded, int64_t width, int64_t height,
               ByteRounding rounding = ByteRounding::nearest);

}  // namespace evenlight
