// How a picture of any size becomes one of the recipe's.
#pragma once

#include <span>
#include <string_view>

#include "engine/pipeline/image.h"
#include "engine/pipeline/picture/resample.h"

namespace evenlight {

// A part of a picture, in pixels.
struct Rect {
  int64_t x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rect&) const = default;
};

// Where the result comes from: the part `source` of the picture is scaled to the size of `place`
// and lies there; around it its edges are repeated.
struct Placement {
  Rect source;
  Rect place;
};

struct FitMethod {
  std::string_view id;
  Placement (*place)(PlaneSize from, PlaneSize to);
};

// crop (fills the size, what sticks out is lost), pad (all of it is seen) and stretch.
std::span<const FitMethod> fit_methods();
// Null if there is none of that name.
const FitMethod* find_fit(std::string_view id);

// A picture that has the size already comes back as it is.
Image fitted(const Image& image, PlaneSize to, const FitMethod& fit);

Image cropped(const Image& image, const Rect& part);

}  // namespace evenlight
