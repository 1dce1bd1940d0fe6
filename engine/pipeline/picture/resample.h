// Pictures and latents at another size. One set of filters for both: separable, in double, in a
// fixed order, so that the same input gives the same bytes on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/pipeline/image.h"

namespace evenlight {

struct Filter {
  std::string_view id;
  double support;            // half its width, in pixels of the larger of both sizes; 0: nearest
  double (*weight)(double);  // of a pixel at that distance; null for nearest
};

// nearest, box, bilinear, bicubic (a = −½), lanczos (3 lobes).
std::span<const Filter> filters();
// Null if there is none of that name.
const Filter* find_filter(std::string_view id);

struct PlaneSize {
  int64_t width = 0, height = 0;
  bool operator==(const PlaneSize&) const = default;
};

// [height,width,channels] → the same of another size, as Pillow's resize does it: where a picture
// is made smaller the filter grows with the step, so that nothing flickers (Pillow:
// src/libImaging/Resample.c). The sizes are positive.
std::vector<float> resampled(std::span<const float> in, PlaneSize from, PlaneSize to,
                             int64_t channels, const Filter& filter);

// The same for bytes, rounded and clamped; a picture of that size already comes back as it is.
Image resized(const Image& image, PlaneSize to, const Filter& filter);

}  // namespace evenlight
