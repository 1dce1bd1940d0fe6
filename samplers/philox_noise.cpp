// Philox4×32-10 (Salmon et al. 2011, "Parallel Random Numbers: As Easy as 1, 2, 3") and Box–Muller
// as on NVIDIA GPUs: every element is a thread of its own that takes the first of its normals, and
// every call counts the offset up.
// pytorch/pytorch:aten/src/ATen/native/cuda/DistributionTemplates.h. A GPU's own single-precision
// log and sin, and the rounded constants of
// AUTOMATIC1111/stable-diffusion-webui:modules/rng_philox.py, differ from this by about 1e-6.
#include <array>
#include <cmath>

#include "samplers/noise_sources.h"

namespace evenlight::samplers {
namespace {

using Words = std::array<uint32_t, 4>;

Words philox(Words counter, uint64_t seed) {
  auto key0 = uint32_t(seed);
  auto key1 = uint32_t(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = uint64_t{counter[0]} * 0xD2511F53u;
    const uint64_t b = uint64_t{counter[2]} * 0xCD9E8D57u;
    counter = {uint32_t(b >> 32) ^ counter[1] ^ key0, uint32_t(b),
               uint32_t(a >> 32) ^ counter[3] ^ key1, uint32_t(a)};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return counter;
}

// In double, as exactly as a double allows.
float box_muller(uint32_t x, uint32_t y) {
  constexpr double pi = 3.141592653589793;
  const double u = x * 0x1p-32 + 0x1p-33;
  const double v = y * (2.0 * pi * 0x1p-32) + pi * 0x1p-32;
  return float(std::sqrt(-2.0 * std::log(u)) * std::sin(v));
}

class PhiloxNoise final : public NoiseSource {
 public:
  explicit PhiloxNoise(uint64_t seed) : seed_(seed) {}

  void normal(std::span<float> out) override {
    for (size_t i = 0; i < out.size(); ++i) {
      const Words words = philox({offset_, 0, uint32_t(i), 0}, seed_);
      out[i] = box_muller(words[0], words[1]);
    }
    ++offset_;
  }

 private:
  uint64_t seed_;
  uint32_t offset_ = 0;
};

}  // namespace

std::unique_ptr<NoiseSource> philox_noise(uint64_t seed) {
  return std::make_unique<PhiloxNoise>(seed);
}

}  // namespace evenlight::samplers
