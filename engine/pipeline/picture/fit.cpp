#include "engine/pipeline/picture/fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/check.h"

namespace evenlight {
namespace {

// a·b/c to the nearest whole number, at least 1.
int64_t scaled(int64_t a, int64_t b, int64_t c) {
  return std::max<int64_t>(1, (2 * a * b + c) / (2 * c));
}

Placement crop(PlaneSize from, PlaneSize to) {
  Rect part{0, 0, from.width, from.height};
  if (from.width * to.height > from.height * to.width) {
    part.width = std::min(from.width, scaled(from.height, to.width, to.height));
    part.x = (from.width - part.width) / 2;
  } else {
    part.height = std::min(from.height, scaled(from.width, to.height, to.width));
    part.y = (from.height - part.height) / 2;
  }
  return {part, {0, 0, to.width, to.height}};
}

Placement pad(PlaneSize from, PlaneSize to) {
  Rect place{0, 0, to.width, to.height};
  if (from.width * to.height > from.height * to.width) {
    place.height = std::min(to.height, scaled(from.height, to.width, from.width));
    place.y = (to.height - place.height) / 2;
  } else {
    place.width = std::min(to.width, scaled(from.width, to.height, from.height));
    place.x = (to.width - place.width) / 2;
  }
  return {{0, 0, from.width, from.height}, place};
}

Placement stretch(PlaneSize from, PlaneSize to) {
  return {{0, 0, from.width, from.height}, {0, 0, to.width, to.height}};
}

}  // namespace

std::span<const FitMethod> fit_methods() {
  static constexpr std::array rows = {FitMethod{"crop", crop}, FitMethod{"pad", pad},
                                      FitMethod{"stretch", stretch}};
  return rows;
}

const FitMethod* find_fit(std::string_view id) {
  const auto found = std::ranges::find(fit_methods(), id, &FitMethod::id);
  return found == fit_methods().end() ? nullptr : &*found;
}

Image cropped(const Image& image, const Rect& part) {
  EVENLIGHT_CHECK(part.x >= 0 && part.y >= 0 && part.width > 0 && part.height > 0 &&
                      part.x + part.width <= image.width && part.y + part.height <= image.height,
                  "a part lies inside its picture");
  Image out{part.width, part.height, {}};
  out.rgb.reserve(size_t(part.width * part.height * 3));
  for (int64_t y = part.y; y < part.y + part.height; ++y) {
    const auto row = image.rgb.begin() + ptrdiff_t((y * image.width + part.x) * 3);
    out.rgb.insert(out.rgb.end(), row, row + ptrdiff_t(part.width * 3));
  }
  return out;
}

Image fitted(const Image& image, PlaneSize to, const FitMethod& fit) {
  const PlaneSize from{image.width, image.height};
  if (from == to) return image;
  const Placement placement = fit.place(from, to);
  const Rect& place = placement.place;
  const Image part = resized(cropped(image, placement.source), {place.width, place.height},
                             *find_filter("lanczos"));
  if (place == Rect{0, 0, to.width, to.height}) return part;
  Image out{to.width, to.height, std::vector<uint8_t>(size_t(to.width * to.height * 3))};
  for (int64_t y = 0; y < to.height; ++y) {
    const int64_t from_y = std::clamp<int64_t>(y - place.y, 0, place.height - 1);
    for (int64_t x = 0; x < to.width; ++x) {
      const int64_t from_x = std::clamp<int64_t>(x - place.x, 0, place.width - 1);
      std::copy_n(part.rgb.begin() + ptrdiff_t((from_y * place.width + from_x) * 3), 3,
                  out.rgb.begin() + ptrdiff_t((y * to.width + x) * 3));
    }
  }
  return out;
}

}  // namespace evenlight
