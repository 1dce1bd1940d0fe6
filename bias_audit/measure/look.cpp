#include "bias_audit/measure/look.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "bias_audit/measure/colour.h"
#include "engine/base/base64.h"

namespace evenlight::audit {

namespace {

constexpr int side = 32, fields = 4, directions = 8;
constexpr int field_side = side / fields;
constexpr double pi = 3.14159265358979323846;

size_t field_of(int x, int y) {
  return size_t(y / field_side * fields + x / field_side);
}

std::vector<double> colours_of(const std::vector<Lab>& pixels) {
  std::vector<double> sums(size_t(fields * fields * 3), 0);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const Lab& pixel = pixels[size_t(y * side + x)];
      double* sum = &sums[field_of(x, y) * 3];
      sum[0] += pixel.l - 50;
      sum[1] += pixel.a;
      sum[2] += pixel.b;
    }
  }
  return sums;
}

// A gradient counts for the two directions that it lies between.
std::vector<double> edges_of(const std::vector<Lab>& pixels) {
  std::vector<double> sums(size_t(fields * fields * directions), 0);
  const auto lightness = [&](int x, int y) {
    return pixels[size_t(std::clamp(y, 0, side - 1) * side + std::clamp(x, 0, side - 1))].l;
  };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double dx = lightness(x + 1, y) - lightness(x - 1, y);
      const double dy = lightness(x, y + 1) - lightness(x, y - 1);
      const double strength = std::hypot(dx, dy);
      if (strength == 0) continue;
      double turn = std::atan2(dy, dx) / pi;  // an edge has no sign: half a turn is the whole
      turn -= std::floor(turn);
      const double place = turn * directions;
      const int below = int(place) % directions, above = (below + 1) % directions;
      const double part = place - std::floor(place);
      double* sum = &sums[field_of(x, y) * size_t(directions)];
      sum[below] += strength * (1 - part);
      sum[above] += strength * part;
    }
  }
  double mean = 0;
  for (const double value : sums) mean += value;
  mean /= double(sums.size());
  for (double& value : sums) value -= mean;
  return sums;
}

}  // namespace

std::string packed_look(const std::vector<double>& values) {
  double most = 0;
  for (const double value : values) most = std::max(most, std::abs(value));
  if (!(most > 0) || !std::isfinite(most)) return "";
  std::vector<unsigned char> bytes;
  for (const double value : values) {
    bytes.push_back(static_cast<unsigned char>(int8_t(std::lround(value / most * 127))));
  }
  return base64(bytes);
}

std::string look_of(const Photo& photo) {
  const Photo small = resized(photo, side, side);
  std::vector<Lab> pixels;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) pixels.push_back(lab_of(small.at(x, y)));
  }
  return packed_look(colours_of(pixels)) + "." + packed_look(edges_of(pixels));
}

}  // namespace evenlight::audit
