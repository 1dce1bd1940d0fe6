// Philox4×32-10 (Salmon et al. 2011, "Parallel Random Numbers: As Easy as 1, 2, 3") and Box–Muller
// as on NVIDIA GPUs: every element is a thread of its own that takes the first of its normals, and
// every call counts the offset up. The arithmetic in double precision is that of
// AUTOMATIC1111/stable-diffusion-webui:modules/rng_philox.py.
#include <array>
#include <cmath>

#include "samplers/noise_sources.h"

namespace evenlight::samplers {
namespace {

using Words = std::array<std::uint32_t, 4>;

Words philox(Words counter, std::uint64_t seed) {
  auto key0 = static_cast<std::uint32_t>(seed);
  auto key1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{counter[0]} * 0xD2511F53u;
    const std::uint64_t b = std::uint64_t{counter[2]} * 0xCD9E8D57u;
    counter = {
        static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key0, static_cast<std::uint32_t>(b),
        static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key1, static_cast<std::uint32_t>(a)};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return counter;
}

float box_muller(std::uint32_t x, std::uint32_t y) {
  // Both factors, and their halves, are single-precision constants there.
  constexpr float to_unit = 2.3283064e-10f;
  constexpr float to_circle = static_cast<float>(2.3283064e-10 * 6.2831855);
  const double u = x * static_cast<double>(to_unit) + static_cast<double>(to_unit / 2);
  const double v = y * static_cast<double>(to_circle) + static_cast<double>(to_circle / 2);
  return static_cast<float>(std::sqrt(-2.0 * std::log(u)) * std::sin(v));
}

class PhiloxNoise final : public NoiseSource {
 public:
  explicit PhiloxNoise(std::uint64_t seed) : seed_(seed) {}

  void normal(std::span<float> out) override {
    for (std::size_t i = 0; i < out.size(); ++i) {
      const Words words = philox({offset_, 0, static_cast<std::uint32_t>(i), 0}, seed_);
      out[i] = box_muller(words[0], words[1]);
    }
    ++offset_;
  }

 private:
  std::uint64_t seed_;
  std::uint32_t offset_ = 0;
};

}  // namespace

std::unique_ptr<NoiseSource> philox_noise(std::uint64_t seed) {
  return std::make_unique<PhiloxNoise>(seed);
}

}  // namespace evenlight::samplers
