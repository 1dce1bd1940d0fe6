// Too strong guidance drives colours to the ends of their range: contrast and saturation that no
// scene has.
#include <algorithm>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {
namespace {

constexpr uint8_t near_black = 1, near_white = 254;

}  // namespace

double burnt(const Image& image) {
  size_t ends = 0;
  for (size_t i = 0; i < image.rgb.size(); i += 3) {
    const auto [low, high] = std::minmax({image.rgb[i], image.rgb[i + 1], image.rgb[i + 2]});
    ends += low <= near_black || high >= near_white ? 1 : 0;
  }
  return double(ends) / double(image.rgb.size() / 3);
}

Message burnt_sentence(double value) {
  return say<
      "the picture is over-saturated: {0:.0f} % of it have a colour at the end of its "
      "range; {1} is what drives colours there">(100 * value, Field{"cfg"});
}

}  // namespace evenlight
