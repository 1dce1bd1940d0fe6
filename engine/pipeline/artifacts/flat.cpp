// One colour nearly everywhere: something may be seen, but hardly a picture.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {
namespace {

constexpr int like_it = 6;  // levels of each channel that count as the same colour

using Colour = std::array<int, 3>;

// The commonest of 32 steps a channel, and the mean of the pixels that have it.
Colour commonest(const Image& image) {
  struct Sum {
    int64_t count = 0;
    std::array<int64_t, 3> values{};
  };
  std::map<int, Sum> sums;
  for (size_t i = 0; i < image.rgb.size(); i += 3) {
    const uint8_t* p = &image.rgb[i];
    Sum& sum = sums[(p[0] >> 3) << 10 | (p[1] >> 3) << 5 | (p[2] >> 3)];
    ++sum.count;
    for (size_t c = 0; c < 3; ++c) sum.values[c] += p[c];
  }
  const auto most = std::max_element(sums.begin(), sums.end(), [](const auto& a, const auto& b) {
    return a.second.count < b.second.count;
  });
  Colour mean;
  for (size_t c = 0; c < 3; ++c) mean[c] = int(most->second.values[c] / most->second.count);
  return mean;
}

}  // namespace

double flat(const Image& image) {
  const Colour colour = commonest(image);
  size_t same = 0;
  for (size_t i = 0; i < image.rgb.size(); i += 3) {
    bool is_same = true;
    for (size_t c = 0; c < 3; ++c) {
      is_same = is_same && std::abs(int(image.rgb[i + c]) - colour[c]) <= like_it;
    }
    same += is_same ? 1 : 0;
  }
  return double(same) / double(image.rgb.size() / 3);
}

Message flat_sentence(double value) {
  return say<"{0:.0f} % of the picture are one flat colour">(100 * value);
}

}  // namespace evenlight
