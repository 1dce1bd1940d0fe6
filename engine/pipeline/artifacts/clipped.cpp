// Light or shadow that is lost: pixels of which two channels are all white, or all black.
#include <algorithm>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {
namespace {

constexpr uint8_t near_black = 1, near_white = 254;

}  // namespace

double clipped(const Image& image) {
  size_t white = 0, black = 0;
  for (size_t i = 0; i < image.rgb.size(); i += 3) {
    int high = 0, low = 0;
    for (size_t c = 0; c < 3; ++c) {
      high += image.rgb[i + c] >= near_white ? 1 : 0;
      low += image.rgb[i + c] <= near_black ? 1 : 0;
    }
    white += high >= 2 ? 1 : 0;
    black += low >= 2 ? 1 : 0;
  }
  return double(std::max(white, black)) / double(image.rgb.size() / 3);
}

Message clipped_sentence(double value) {
  return say<"{0:.0f} % of the picture are lost in white or in black">(100 * value);
}

}  // namespace evenlight
