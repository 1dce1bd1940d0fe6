#include "samplers/methods/loop.h"

namespace evenlight::samplers {

void Loop::predict(std::span<const float> x, const NoiseLevel& level, std::span<float> x0) {
  callbacks_.predict(x, level, x0);
}

void Loop::denoise(std::span<const float> x, double sigma, std::span<float> x0) {
  const NoiseLevel level = plan_.noise.level_of_sigma(sigma);
  for (size_t i = 0; i < x.size(); ++i) scaled_[i] = float(x[i] * level.alpha);
  callbacks_.predict(scaled_, level, x0);
}

std::span<const float> Loop::noise() {
  callbacks_.noise(noise_);
  return noise_;
}

void Loop::report(int step, std::span<const float> x0) const {
  if (callbacks_.report) callbacks_.report({step, steps(), sigma(step), x0});
}

void mix(std::span<float> x, double a, double b, std::span<const float> y) {
  for (size_t i = 0; i < x.size(); ++i) x[i] = float(a * x[i] + b * y[i]);
}

void mix(std::span<float> x, double a, double b, std::span<const float> y, double c,
         std::span<const float> z) {
  for (size_t i = 0; i < x.size(); ++i) {
    x[i] = float(a * x[i] + b * y[i] + c * z[i]);
  }
}

void add(std::span<float> x, double b, std::span<const float> y) {
  mix(x, 1.0, b, y);
}

}  // namespace evenlight::samplers
