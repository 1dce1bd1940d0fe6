#include "engine/pipeline/picture/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace evenlight {
namespace {

double box(double x) {
  return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
}
double triangle(double x) {
  return std::max(0.0, 1.0 - std::abs(x));
}
double cubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
}
double sinc(double x) {
  const double t = x * std::numbers::pi;
  return x == 0 ? 1.0 : std::sin(t) / t;
}
double lanczos(double x) {
  return x > -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0.0;
}

// What one pixel of the result is made of: input pixels from `first` on.
struct Taps {
  int64_t first = 0;
  std::vector<double> weights;
};

std::vector<Taps> taps_of(int64_t from, int64_t to, const Filter& filter) {
  const double step = double(from) / double(to);
  const double stretch = std::max(step, 1.0);
  std::vector<Taps> taps(static_cast<size_t>(to));
  for (int64_t i = 0; i < to; ++i) {
    const double centre = (double(i) + 0.5) * step;
    if (!filter.weight) {
      taps[size_t(i)] = {std::clamp<int64_t>(int64_t(centre), 0, from - 1), {1.0}};
      continue;
    }
    const double reach = filter.support * stretch;
    const int64_t first = std::max<int64_t>(0, int64_t(centre - reach + 0.5));
    const int64_t end = std::min<int64_t>(from, int64_t(centre + reach + 0.5));
    Taps one{first, {}};
    double sum = 0;
    for (int64_t x = first; x < end; ++x) {
      one.weights.push_back(filter.weight((double(x) - centre + 0.5) / stretch));
      sum += one.weights.back();
    }
    for (double& weight : one.weights) weight /= sum;
    taps[size_t(i)] = std::move(one);
  }
  return taps;
}

// Along the axis that has `inner` numbers between two neighbours.
std::vector<float> along(std::span<const float> in, int64_t outer, int64_t from, int64_t to,
                         int64_t inner, const Filter& filter) {
  const std::vector<Taps> taps = taps_of(from, to, filter);
  std::vector<float> out(size_t(outer * to * inner));
  for (int64_t o = 0; o < outer; ++o) {
    for (int64_t i = 0; i < to; ++i) {
      const Taps& one = taps[size_t(i)];
      for (int64_t k = 0; k < inner; ++k) {
        double sum = 0;
        for (size_t t = 0; t < one.weights.size(); ++t) {
          sum +=
              one.weights[t] * double(in[size_t((o * from + one.first + int64_t(t)) * inner + k)]);
        }
        out[size_t((o * to + i) * inner + k)] = float(sum);
      }
    }
  }
  return out;
}

}  // namespace

std::span<const Filter> filters() {
  static constexpr std::array rows = {
      Filter{"nearest", 0.0, nullptr},   Filter{"box", 0.5, box},
      Filter{"bilinear", 1.0, triangle}, Filter{"bicubic", 2.0, cubic},
      Filter{"lanczos", 3.0, lanczos},
  };
  return rows;
}

const Filter* find_filter(std::string_view id) {
  const auto found = std::ranges::find(filters(), id, &Filter::id);
  return found == filters().end() ? nullptr : &*found;
}

std::vector<float> resampled(std::span<const float> in, PlaneSize from, PlaneSize to,
                             int64_t channels, const Filter& filter) {
  if (from == to) return {in.begin(), in.end()};
  const std::vector<float> wide = along(in, from.height, from.width, to.width, channels, filter);
  return along(wide, 1, from.height, to.height, to.width * channels, filter);
}

Image resized(const Image& image, PlaneSize to, const Filter& filter) {
  const PlaneSize from{image.width, image.height};
  if (from == to) return image;
  const std::vector<float> values(image.rgb.begin(), image.rgb.end());
  const std::vector<float> result = resampled(values, from, to, 3, filter);
  Image out{to.width, to.height, std::vector<uint8_t>(result.size())};
  std::ranges::transform(result, out.rgb.begin(), [](float v) {
    return uint8_t(std::clamp(std::nearbyint(v), 0.0f, 255.0f));
  });
  return out;
}

}  // namespace evenlight
