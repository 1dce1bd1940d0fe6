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

void Loop::predict(std::span<const float> x, const NoiseLevel& level, std::span<float> x0,
                   std::span<float> unguided) {
  predict(x, level, x0);
  callbacks_.unguided(unguided);
}

void Loop::denoise(std::span<const float> x, double sigma, std::span<float> x0,
                   std::span<float> unguided) {
  denoise(x, sigma, x0);
  callbacks_.unguided(unguided);
}

std::span<const float> Loop::noise() {
  callbacks_.noise(noise_);
  return noise_;
}

std::span<const float> Loop::noise(double from, double to) {
  if (!callbacks_.path) return noise();
  callbacks_.path(from, to, noise_);
  return noise_;
}

void Loop::report(int step, std::span<const float> x0) const {
  report_at(step, sigma(step), x0);
}

void Loop::report_at(int step, double sigma, std::span<const float> x0) const {
  if (callbacks_.report) callbacks_.report({step, steps(), sigma, x0});
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
