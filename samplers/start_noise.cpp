#include "samplers/start_noise.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "samplers/argument_error.h"

namespace evenlight::samplers {
namespace {

std::vector<float> first_noise(std::string_view source, uint64_t seed, size_t size) {
  std::vector<float> noise(size);
  make_noise_source(source, seed)->normal(noise);
  return noise;
}

// The cosine between the columns of a channel, over its rows.
double cosine(std::span<const float> a, std::span<const float> b, size_t stride) {
  double both = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < a.size(); i += stride) {
    both += double{a[i]} * b[i];
    aa += double{a[i]} * a[i];
    bb += double{b[i]} * b[i];
  }
  return aa > 0 && bb > 0 ? both / std::sqrt(aa * bb) : 1.0;
}

// A spherical mix: each column of each channel turns from one towards the other.
void mix_spherically(const LatentShape& shape, double share, std::span<float> noise,
                     std::span<const float> other) {
  const size_t plane = shape.height * shape.width;
  const auto column = [&](auto values, size_t c, size_t x) {
    return values.subspan(c * plane + x, plane - x);
  };
  std::vector<double> cosines;
  double sum = 0;
  for (size_t c = 0; c < shape.channels; ++c) {
    for (size_t x = 0; x < shape.width; ++x) {
      cosines.push_back(
          cosine(column(std::span<const float>(noise), c, x), column(other, c, x), shape.width));
      sum += cosines.back();
    }
  }
  // Nearly the same noise has no angle to turn by. A1111 then weighs the two the other way round.
  const bool same = sum > 0.9995 * double(cosines.size());
  for (size_t i = 0; i < noise.size(); ++i) {
    const size_t c = i / plane, x = i % shape.width;
    const double angle = std::acos(std::clamp(cosines[c * shape.width + x], -1.0, 1.0));
    const double sine = std::sin(angle);
    const bool turns = !same && sine > 0;
    const double kept = turns ? std::sin((1.0 - share) * angle) / sine : share;
    const double mixed = turns ? std::sin(share * angle) / sine : 1.0 - share;
    noise[i] = float(kept * noise[i] + mixed * other[i]);
  }
}

// How one side of the smaller lies in the larger: from where to where, and how much.
struct Overlap {
  size_t from, to, length;

  Overlap(size_t inner, size_t outer) {
    const auto offset = (std::ptrdiff_t(outer) - std::ptrdiff_t(inner)) >> 1;  // rounds down
    const auto shown = offset >= 0 ? std::ptrdiff_t(inner) : std::ptrdiff_t(inner) + 2 * offset;
    from = size_t(std::max<std::ptrdiff_t>(-offset, 0));
    to = size_t(std::max<std::ptrdiff_t>(offset, 0));
    length = size_t(std::max<std::ptrdiff_t>(shown, 0));
  }
};

void lay_in_the_middle(const LatentShape& inner, std::span<const float> noise,
                       const LatentShape& outer, std::span<float> out) {
  const Overlap rows(inner.height, outer.height), columns(inner.width, outer.width);
  for (size_t c = 0; c < outer.channels; ++c) {
    for (size_t y = 0; y < rows.length; ++y) {
      const size_t source = (c * inner.height + rows.from + y) * inner.width + columns.from;
      const size_t target = (c * outer.height + rows.to + y) * outer.width + columns.to;
      std::ranges::copy(noise.subspan(source, columns.length),
                        out.begin() + std::ptrdiff_t(target));
    }
  }
}

}  // namespace

void draw_start_noise(const StartNoise& start, std::string_view source, uint64_t seed,
                      NoiseSource& own, std::span<float> out) {
  const LatentShape inner = start.of_shape.value_or(start.shape);
  if (out.size() != start.shape.size() || inner.channels != start.shape.channels ||
      inner.size() == 0) {
    throw ArgumentError("the start's noise has another size than its latent");
  }
  own.normal(out);
  std::vector<float> noise(out.begin(), out.end());
  if (start.of_shape) noise = first_noise(source, seed, inner.size());
  if (start.variation_strength > 0) {
    const auto other = first_noise(source, start.variation_seed, inner.size());
    mix_spherically(inner, start.variation_strength, noise, other);
  }
  if (start.of_shape) return lay_in_the_middle(inner, noise, start.shape, out);
  std::ranges::copy(noise, out.begin());
}

}  // namespace evenlight::samplers
