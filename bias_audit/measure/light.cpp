#include "bias_audit/measure/light.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace evenlight::audit {

namespace {

constexpr double order = 6;            // of the Minkowski mean
constexpr double white_share = 0.001;  // of the picture that is taken for white
constexpr double white_reflectance = 0.9;
constexpr double max_degrees = 25;  // between the light and grey
constexpr double max_stops = 4;
constexpr double max_burnt = 0.003, max_burnt_face = 0.001;
constexpr double min_surroundings = 0.1;  // of the picture, to tell the light by
constexpr size_t max_samples = 250'000;

bool is_white(Rgb pixel) {
  return std::min({pixel.r, pixel.g, pixel.b}) >= 254;
}

// Neither burnt out nor black in a channel.
bool is_readable(Rgb pixel) {
  const auto [least, most] = std::minmax({pixel.r, pixel.g, pixel.b});
  return most < 254 && least > 0 && most > 4;
}

bool is_inside(const Box& box, int x, int y) {
  return x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
}

// Sums of the powers of linear channels.
struct Powers {
  std::array<double, 3> first = {0, 0, 0}, high = {0, 0, 0};
  size_t pixels = 0;

  void add(Rgb pixel) {
    const double channels[] = {linear_of(pixel.r), linear_of(pixel.g), linear_of(pixel.b)};
    for (size_t c = 0; c < 3; ++c) {
      first[c] += channels[c];
      const double cube = channels[c] * channels[c] * channels[c];
      high[c] += cube * cube;  // to the power of `order`
    }
    ++pixels;
  }
};

// Green stays as it is.
WhiteGains gains_of(const std::array<double, 3>& sums, double power) {
  WhiteGains gains;
  for (size_t c = 0; c < 3; ++c) gains[c] = std::pow(sums[1] / sums[c], 1 / power);
  return gains;
}

double degrees_off_grey(const WhiteGains& gains) {
  double sum = 0, squares = 0;
  for (const double gain : gains) sum += 1 / gain, squares += 1 / (gain * gain);
  return std::acos(std::min(1.0, sum / std::sqrt(3 * squares))) * 180 / std::numbers::pi;
}

struct Samples {
  Powers surroundings, all;
  std::vector<Rgb> pixels;
  size_t burnt = 0, in_face = 0, burnt_in_face = 0;
};

Samples samples_of(const Photo& photo, const Box& face) {
  Samples samples;
  const double pixels = double(photo.width) * photo.height;
  const int step = std::max(1, int(std::ceil(std::sqrt(pixels / double(max_samples)))));
  for (int y = 0; y < photo.height; y += step) {
    for (int x = 0; x < photo.width; x += step) {
      const Rgb pixel = photo.at(x, y);
      const bool inside = is_inside(face, x, y);
      samples.pixels.push_back(pixel);
      samples.in_face += inside ? 1 : 0;
      if (is_white(pixel)) {
        ++samples.burnt;
        samples.burnt_in_face += inside ? 1 : 0;
      }
      if (!is_readable(pixel)) continue;
      samples.all.add(pixel);
      if (!inside) samples.surroundings.add(pixel);
    }
  }
  return samples;
}

// Luminance (ITU-R BT.709) in white light of the pixel that so large a share is darker than.
double bright_end(const std::vector<Rgb>& pixels, const WhiteGains& gains) {
  std::vector<double> light;
  light.reserve(pixels.size());
  for (const Rgb pixel : pixels) {
    light.push_back(0.2126 * gains[0] * linear_of(pixel.r) +
                    0.7152 * gains[1] * linear_of(pixel.g) +
                    0.0722 * gains[2] * linear_of(pixel.b));
  }
  const auto at =
      light.begin() + std::ptrdiff_t((1 - white_share) * double(light.size() - 1) + 0.5);
  std::nth_element(light.begin(), at, light.end());
  return *at;
}

}  // namespace

Light read_light(const Photo& photo, const Box& face) {
  Light light;
  const Samples samples = samples_of(photo, face);
  const bool face_fills =
      double(samples.surroundings.pixels) < min_surroundings * double(samples.pixels.size());
  const Powers& powers = face_fills ? samples.all : samples.surroundings;
  if (powers.pixels == 0) {
    light.unclear = "the picture is black or burnt out";
    return light;
  }
  light.white = gains_of(powers.high, order);
  light.second_opinion = gains_of(powers.first, 1);
  if (degrees_off_grey(light.white) > max_degrees) {
    light.unclear = "the colour of the light cannot be told";
    return light;
  }
  const double white = bright_end(samples.pixels, light.white);
  light.stops = std::log2(white_reflectance / std::max(white, 1e-6));
  if (light.stops > max_stops) {
    light.unclear = "the picture is too dark";
    return light;
  }
  light.is_burnt = double(samples.burnt) > max_burnt * double(samples.pixels.size()) ||
                   double(samples.burnt_in_face) > max_burnt_face * double(samples.in_face);
  return light;
}

}  // namespace evenlight::audit
