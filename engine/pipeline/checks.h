// Nothing is reported as done that was not looked at: outcome checks of a rendered picture.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/message.h"
#include "engine/pipeline/image.h"

namespace evenlight {

// Each throws Error(check) with a sentence.
void check_finite(std::span<const float> values, const Message& what);
// That the run came to a picture at all. The VAE's scale gives clean latents a spread of about 1; a
// sampler that overshot leaves tens, which decode to noise or a white sheet. `strongest`: the
// largest root mean square of `latent` that may still be a picture.
void check_converged(std::span<const float> latent, double strongest);
// That not nearly all of a decoded picture (about −1…1) lies far beyond black and white.
void check_not_clipped(std::span<const float> decoded);
// The right size, and more than one flat colour: a decoder that failed paints everything grey.
void check_picture(const Image& image, int64_t width, int64_t height);

}  // namespace evenlight
