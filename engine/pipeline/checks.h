// Nothing is reported as done that was not looked at: outcome checks of a rendered picture.
#pragma once

#include <cstdint>
#include <span>

#include "engine/pipeline/image.h"

namespace evenlight {

// Each throws Error(check) with a sentence.
void check_finite(std::span<const float> values, const char* what);
// The right size, and more than one flat colour: a decoder that failed paints everything grey.
void check_picture(const Image& image, int64_t width, int64_t height);

}  // namespace evenlight
