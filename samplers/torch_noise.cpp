// torch.randn on a CPU generator, float32.
// pytorch/pytorch:aten/src/ATen/native/cpu/DistributionTemplates.h (normal_fill),
// aten/src/ATen/core/DistributionsHelper.h (the scalar path), c10 mt19937.
//
// On x86 torch evaluates log, sin and cos with the polynomials of Moshier's Cephes library (logf,
// sinf, cosf), eight lanes at a time, and its compiler joins products and sums into fused
// multiply-adds. The same polynomials are written here one element at a time with every fused
// operation spelled out, so that the bits are the same on every processor.
#include <bit>
#include <cmath>
#include <cstddef>
#include <optional>
#include <random>
#include <utility>

#include "samplers/noise_sources.h"

namespace evenlight::samplers {
namespace {

using std::fma;

// Natural logarithm of a normal x > 0.
float cephes_log(float x) {
  constexpr float sqrt_half = 0.707106781186547524f;
  constexpr float p[] = {7.0376836292e-2f,  -1.1514610310e-1f, 1.1676998740e-1f,
                         -1.2420140846e-1f, 1.4249322787e-1f,  -1.6668057665e-1f,
                         2.0000714765e-1f,  -2.4999993993e-1f, 3.3333331174e-1f};
  constexpr float ln2_low = -2.12194440e-4f;
  constexpr float ln2_high = 0.693359375f;

  const auto bits = std::bit_cast<uint32_t>(x);
  auto exponent = float(int(bits >> 23) - 126);
  x = std::bit_cast<float>((bits & 0x007FFFFFu) | 0x3F000000u);  // mantissa in [0.5, 1)
  if (x < sqrt_half) {
    exponent -= 1.0f;
    x = (x - 1.0f) + x;
  } else {
    x = x - 1.0f;
  }
  const float z = x * x;
  float y = p[0];
  for (int i = 1; i < 9; ++i) y = fma(y, x, p[i]);
  y = y * x;
  y = fma(y, z, exponent * ln2_low);
  y = fma(-z, 0.5f, y);
  return fma(exponent, ln2_high, x + y);
}

struct SinCos {
  float sin;
  float cos;
};

// Sine and cosine of x ≥ 0.
SinCos cephes_sincos(float x) {
  constexpr float four_over_pi = 1.27323954473516f;
  auto octant = uint32_t(x * four_over_pi);
  octant = (octant + 1u) & ~1u;
  const auto y = float(octant);
  // x − y·π/4 with π/4 in three parts.
  x = fma(y, -0.78515625f, x);
  x = fma(y, -2.4187564849853515625e-4f, x);
  x = fma(y, -3.77489497744594108e-8f, x);

  const float z = x * x;
  float c = fma(2.443315711809948e-5f, z, -1.388731625493765e-3f);
  c = fma(c, z, 4.166664568298827e-2f);
  c = c * z;
  c = fma(c, z, -(z * 0.5f)) + 1.0f;
  float s = fma(-1.9515295891e-4f, z, 8.3321608736e-3f);
  s = fma(s, z, -1.6666654611e-1f);
  s = fma(s * z, x, x);

  const bool swapped = (octant & 2u) != 0;
  const bool sin_negative = (octant & 4u) != 0;
  const bool cos_negative = ((octant - 2u) & 4u) == 0;
  const float sin = swapped ? c : s;
  const float cos = swapped ? s : c;
  return {sin_negative ? -sin : sin, cos_negative ? -cos : cos};
}

constexpr size_t block = 16;
constexpr double two_pi = 6.283185307179586;

// Box–Muller over 16 uniforms in place: the first eight give the radii, the last eight the angles.
void normals_from_uniforms(std::span<float, block> u) {
  for (size_t j = 0; j < block / 2; ++j) {
    const float radius = std::sqrt(-2.0f * cephes_log(1.0f - u[j]));
    const auto [sin, cos] = cephes_sincos(float(two_pi) * u[j + block / 2]);
    // torch scales by a deviation of 1 and adds a mean of 0, which turns −0 into 0.
    u[j] = fma(radius * cos, 1.0f, 0.0f);
    u[j + block / 2] = fma(radius * sin, 1.0f, 0.0f);
  }
}

class TorchNoise final : public NoiseSource {
 public:
  explicit TorchNoise(uint64_t seed) : engine_(uint32_t(seed)) {}

  void normal(std::span<float> out) override {
    if (out.size() < block) {
      for (float& value : out) value = float(single_normal());
      return;
    }
    for (float& value : out) value = uniform();
    for (size_t i = 0; i + block <= out.size(); i += block) {
      normals_from_uniforms(out.subspan(i).first<block>());
    }
    if (out.size() % block != 0) {
      // The last 16 elements are drawn again, over what they were.
      const auto tail = out.last<block>();
      for (float& value : tail) value = uniform();
      normals_from_uniforms(tail);
    }
  }

 private:
  uint32_t draw() { return uint32_t(engine_()); }

  float uniform() { return float(draw() & 0xFFFFFFu) * 0x1p-24f; }

  double double_uniform() {
    const uint64_t high = draw();
    const uint64_t bits = high << 32 | draw();
    return double(bits & ((uint64_t{1} << 53) - 1)) * 0x1p-53;
  }

  // Fewer than 16 elements go one at a time, in double; the second of each pair waits in the
  // generator.
  double single_normal() {
    if (waiting_) return *std::exchange(waiting_, std::nullopt);
    const double u1 = double_uniform();
    const double u2 = double_uniform();
    const double radius = std::sqrt(-2.0 * std::log1p(-u2));
    waiting_ = radius * std::sin(two_pi * u1);
    return radius * std::cos(two_pi * u1);
  }

  std::mt19937 engine_;
  std::optional<double> waiting_;
};

}  // namespace

std::unique_ptr<NoiseSource> torch_noise(uint64_t seed) {
  return std::make_unique<TorchNoise>(seed);
}

}  // namespace evenlight::samplers
