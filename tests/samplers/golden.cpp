#include "tests/samplers/golden.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <memory>

namespace evenlight::samplers::test {

const nlohmann::json& golden() {
  static const nlohmann::json json = [] {
    std::ifstream file(EVENLIGHT_SOURCE_DIR "/tests/golden/samplers.json");
    return nlohmann::json::parse(file);
  }();
  return json;
}

Predict closed_form_denoiser() {
  return [](std::span<const float> x, const NoiseLevel& level, std::span<float> x0) {
    const double sigma = level.sigma / level.alpha;
    for (size_t i = 0; i < x.size(); ++i) {
      const double exploding = x[i] / level.alpha;
      x0[i] = float(exploding * 1.69 / (1.69 + sigma * sigma) +
                    0.05 * std::sin(3 * exploding / (1 + sigma)));
    }
  };
}

Callbacks closed_form_callbacks(DrawNoise draw) {
  const auto unguided = std::make_shared<std::vector<float>>();
  const Predict guided = closed_form_denoiser();
  Callbacks callbacks;
  callbacks.predict = [=](std::span<const float> x, const NoiseLevel& level, std::span<float> x0) {
    guided(x, level, x0);
    const double sigma = level.sigma / level.alpha;
    unguided->resize(x.size());
    for (size_t i = 0; i < x.size(); ++i) {
      const double exploding = x[i] / level.alpha;
      (*unguided)[i] = float(exploding * 1.44 / (1.44 + sigma * sigma) -
                             0.1 * std::cos(exploding / (1 + sigma)));
    }
  };
  callbacks.noise = std::move(draw);
  callbacks.unguided = [=](std::span<float> x0) { std::ranges::copy(*unguided, x0.begin()); };
  return callbacks;
}

DrawNoise queued_noise(std::vector<std::vector<float>> noises) {
  return [noises = std::move(noises), next = size_t{0}](std::span<float> out) mutable {
    const auto& noise = noises.at(next++);
    ASSERT_EQ(noise.size(), out.size());
    std::copy(noise.begin(), noise.end(), out.begin());
  };
}

}  // namespace evenlight::samplers::test
