// How far apart two results are.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace evenlight {

// Root mean square of got - expected over that of expected. Infinite if the sizes differ.
inline double relative_rms(std::span<const float> got, std::span<const float> expected) {
  if (got.size() != expected.size()) return std::numeric_limits<double>::infinity();
  double error = 0, size = 0;
  for (size_t i = 0; i < got.size(); ++i) {
    error += (double(got[i]) - expected[i]) * (double(got[i]) - expected[i]);
    size += double(expected[i]) * expected[i];
  }
  return std::sqrt(error / std::max(size, 1e-30));
}

// Peak signal to noise ratio in dB of decoded pictures: −1…1, clamped as when they are written.
inline double psnr(std::span<const float> got, std::span<const float> expected) {
  if (got.size() != expected.size()) return -std::numeric_limits<double>::infinity();
  double error = 0;
  for (size_t i = 0; i < got.size(); ++i) {
    const double d =
        std::clamp(double(got[i]), -1.0, 1.0) - std::clamp(double(expected[i]), -1.0, 1.0);
    error += d * d;
  }
  return 10.0 * std::log10(4.0 / std::max(error / double(got.size()), 1e-20));
}

}  // namespace evenlight
