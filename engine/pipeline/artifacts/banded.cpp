// Steps where there should be shades: a picture that uses few of the levels between its darkest and
// its brightest ones.
#include <algorithm>
#include <array>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {
namespace {

constexpr double tail = 0.01;    // of the pixels at either end that do not count
constexpr int least_range = 32;  // levels; a channel with fewer has no room for bands

// Of one channel: the share of its levels that no pixel has; 1 where it has no range.
double unused(const Image& image, size_t channel) {
  std::array<size_t, 256> counts{};
  for (size_t i = channel; i < image.rgb.size(); i += 3) ++counts[image.rgb[i]];
  const double pixels = double(image.rgb.size() / 3);
  const auto reached = [&](double share) {
    size_t sum = 0;
    int level = 0;
    while (level < 255 && double(sum += counts[size_t(level)]) < share * pixels) ++level;
    return level;
  };
  const int low = reached(tail), high = reached(1 - tail);
  if (high - low < least_range) return 1;
  const auto empty = std::count(counts.begin() + low, counts.begin() + high + 1, size_t(0));
  return double(empty) / double(high - low + 1);
}

bool has_range(const Image& image) {
  const auto [low, high] = std::minmax_element(image.rgb.begin(), image.rgb.end());
  return *high - *low >= least_range;
}

}  // namespace

double banded(const Image& image) {
  // A small picture has no more levels than pixels.
  if (image.rgb.size() / 3 < 64 * 64 || !has_range(image)) return 0;
  const double fewest = std::min({unused(image, 0), unused(image, 1), unused(image, 2)});
  return fewest < 1 ? fewest : 0;
}

Message banded_sentence(double value) {
  return say<
      "the picture has bands in the place of shades: {0:.0f} % of the levels between its "
      "dark and its bright parts are not used">(100 * value);
}

}  // namespace evenlight
