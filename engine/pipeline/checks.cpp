#include "engine/pipeline/checks.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/error.h"

namespace evenlight {

namespace {
// A picture whose every channel stays within so many of 255 levels is blank.
constexpr int blank_range = 3;
}  // namespace

void check_finite(std::span<const float> values, const char* what) {
  const auto bad =
      std::find_if_not(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
  if (bad == values.end()) return;
  throw Error(ErrorKind::check,
              std::string("the ") + what + " is not a number at position " +
                  std::to_string(bad - values.begin()) +
                  "; the model overflowed or has damaged weights: try --precision f32, a lower "
                  "--cfg or another sampler, and look at it with `evenlight models verify`");
}

void check_picture(const Image& image, int64_t width, int64_t height) {
  if (image.width != width || image.height != height ||
      image.rgb.size() != size_t(width) * size_t(height) * 3) {
    throw Error(ErrorKind::check, "the picture is " + std::to_string(image.width) + "×" +
                                      std::to_string(image.height) + " instead of " +
                                      std::to_string(width) + "×" + std::to_string(height));
  }
  int range = 0;
  for (size_t c = 0; c < 3; ++c) {
    uint8_t low = 255, high = 0;
    for (size_t i = c; i < image.rgb.size(); i += 3) {
      low = std::min(low, image.rgb[i]);
      high = std::max(high, image.rgb[i]);
    }
    range = std::max(range, high - low);
  }
  if (range <= blank_range) {
    throw Error(ErrorKind::check,
                "the picture is blank (one flat colour); try other settings or check the model "
                "with `evenlight models verify`");
  }
}

}  // namespace evenlight
