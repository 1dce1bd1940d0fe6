// A decoder that failed paints one flat colour.
#include <algorithm>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {
namespace {

// A picture whose every channel stays within so many of 255 levels is blank.
constexpr int blank_range = 3;

}  // namespace

double blank(const Image& image) {
  for (size_t c = 0; c < 3; ++c) {
    uint8_t low = 255, high = 0;
    for (size_t i = c; i < image.rgb.size(); i += 3) {
      low = std::min(low, image.rgb[i]);
      high = std::max(high, image.rgb[i]);
    }
    if (high - low > blank_range) return 0;
  }
  return 1;
}

Message blank_sentence(double) {
  return say<"the picture is blank (one flat colour)">();
}

}  // namespace evenlight
