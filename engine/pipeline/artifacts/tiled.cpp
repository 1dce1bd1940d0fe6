// The same content twice or more, side by side or one above another, as a network gives that is
// asked for a size it was not trained for, or a seam of tiles.
#include <algorithm>
#include <array>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {
namespace {

// Sum of the channels' variances.
double variance(const Image& image) {
  const double pixels = double(image.rgb.size() / 3);
  double sum = 0;
  for (size_t c = 0; c < 3; ++c) {
    double mean = 0, squares = 0;
    for (size_t i = c; i < image.rgb.size(); i += 3) {
      mean += image.rgb[i];
      squares += double(image.rgb[i]) * image.rgb[i];
    }
    mean /= pixels;
    sum += squares / pixels - mean * mean;
  }
  return sum;
}

// Mean square of the differences to the picture moved by so many pixels, where both are.
double moved_difference(const Image& image, int64_t dx, int64_t dy) {
  double sum = 0;
  for (int64_t y = dy; y < image.height; ++y) {
    const uint8_t* here = &image.rgb[size_t((y * image.width + dx) * 3)];
    const uint8_t* there = &image.rgb[size_t((y - dy) * image.width * 3)];
    for (int64_t i = 0; i < (image.width - dx) * 3; ++i) {
      const double difference = double(here[i]) - there[i];
      sum += difference * difference;
    }
  }
  return sum / double((image.width - dx) * (image.height - dy));
}

}  // namespace

double tiled(const Image& image) {
  const double spread =
      2 * variance(image);  // of two pixels that have nothing to do with each other
  if (spread < 1) return 0;
  double best = 0;
  for (const int64_t parts : {2, 3, 4}) {
    const std::array<std::array<int64_t, 2>, 2> moves = {
        {{image.width / parts, 0}, {0, image.height / parts}}};
    for (const auto& [dx, dy] : moves) {
      if (dx + dy == 0) continue;
      best = std::max(best, 1 - moved_difference(image, dx, dy) / spread);
    }
  }
  return best;
}

Message tiled_sentence(double) {
  return say<"the picture repeats itself: it shows the same content in tiles">();
}

}  // namespace evenlight
