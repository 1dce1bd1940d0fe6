#include "bias_audit/measure/colour.h"

#include <cmath>
#include <cstddef>
#include <iterator>
#include <numbers>

#include "bias_audit/data/attribute_classes.h"

namespace evenlight::audit {

namespace {

constexpr double degree = std::numbers::pi / 180;

double f_of(double t) {
  constexpr double delta = 6.0 / 29.0;
  return t > delta * delta * delta ? std::cbrt(t) : t / (3 * delta * delta) + 4.0 / 29.0;
}

double sine(double degrees) {
  return std::sin(degrees * degree);
}
double cosine(double degrees) {
  return std::cos(degrees * degree);
}
double seventh(double x) {
  return std::pow(x, 7);
}

double hue_of(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double degrees = std::atan2(b, a) / degree;
  return degrees < 0 ? degrees + 360 : degrees;
}

// Difference and mean of two hues in degrees; both hues count as one where a colour is grey.
struct HuePair {
  double difference = 0;
  double mean = 0;
};
HuePair pair_of(double h1, double h2, bool grey) {
  if (grey) return {0, h1 + h2};
  double difference = h2 - h1;
  if (difference > 180) difference -= 360;
  if (difference < -180) difference += 360;
  double mean = (h1 + h2) / 2;
  if (std::abs(h1 - h2) > 180) mean += h1 + h2 < 360 ? 180 : -180;
  return {difference, mean};
}

}  // namespace

double linear_of(uint8_t value) {
  const double v = value / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

Lab lab_of_linear(double r, double g, double b) {
  const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
  const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
  const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
  return {116 * f_of(y) - 16, 500 * (f_of(x) - f_of(y)), 200 * (f_of(y) - f_of(z))};
}

Lab lab_of(Rgb colour) {
  return lab_of_linear(linear_of(colour.r), linear_of(colour.g), linear_of(colour.b));
}

double delta_e_2000(const Lab& x, const Lab& y) {
  const double mean_chroma = (chroma(x) + chroma(y)) / 2;
  const double c7 = seventh(mean_chroma);
  const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + seventh(25))));
  const double a1 = (1 + g) * x.a, a2 = (1 + g) * y.a;
  const double c1 = std::hypot(a1, x.b), c2 = std::hypot(a2, y.b);
  const HuePair hue = pair_of(hue_of(a1, x.b), hue_of(a2, y.b), c1 * c2 == 0);

  const double dl = y.l - x.l;
  const double dc = c2 - c1;
  const double dh = 2 * std::sqrt(c1 * c2) * sine(hue.difference / 2);
  const double l = (x.l + y.l) / 2;
  const double c = (c1 + c2) / 2;
  const double h = hue.mean;

  const double t = 1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) -
                   0.20 * cosine(4 * h - 63);
  const double l50 = (l - 50) * (l - 50);
  const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50);
  const double sc = 1 + 0.045 * c;
  const double sh = 1 + 0.015 * c * t;
  const double turn = 30 * std::exp(-((h - 275) / 25) * ((h - 275) / 25));
  const double rotation = -2 * std::sqrt(seventh(c) / (seventh(c) + seventh(25))) * sine(2 * turn);
  const double tl = dl / sl, tc = dc / sc, th = dh / sh;
  return std::sqrt(tl * tl + tc * tc + th * th + rotation * tc * th);
}

double hue_degrees(const Lab& colour) {
  return hue_of(colour.a, colour.b);
}
double chroma(const Lab& colour) {
  return std::hypot(colour.a, colour.b);
}

double ita_degrees(const Lab& colour) {
  return std::atan2(colour.l - 50, colour.b) / degree;
}

const char* ita_class(double ita) {
  constexpr double limits[] = {55, 41, 28, 10, -30};
  size_t place = 0;
  while (place < std::size(limits) && ita <= limits[place]) ++place;
  return skin_ita_classes[place];
}

const char* ita_band(double ita) {
  return tone_bands[ita > 41 ? 0 : ita > 10 ? 1 : 2];
}

const char* lightness_and_hue(const Lab& colour) {
  const bool is_yellow = hue_degrees(colour) > 55;
  return skin_splits[(colour.l > 60 ? 0 : 2) + (is_yellow ? 1 : 0)];
}

const std::array<Rgb, 10>& monk_swatches() {
  static constexpr std::array<Rgb, 10> swatches = {{{0xf6, 0xed, 0xe4},
                                                    {0xf3, 0xe7, 0xdb},
                                                    {0xf7, 0xea, 0xd0},
                                                    {0xea, 0xda, 0xba},
                                                    {0xd7, 0xbd, 0x96},
                                                    {0xa0, 0x7e, 0x56},
                                                    {0x82, 0x5c, 0x43},
                                                    {0x60, 0x41, 0x34},
                                                    {0x3a, 0x31, 0x2a},
                                                    {0x29, 0x24, 0x20}}};
  return swatches;
}

int nearest_monk(const Lab& colour) {
  static const std::array<Lab, 10> swatches = [] {
    std::array<Lab, 10> labs;
    for (size_t i = 0; i < labs.size(); ++i) labs[i] = lab_of(monk_swatches()[i]);
    return labs;
  }();
  size_t nearest = 0;
  double least = delta_e_2000(colour, swatches[0]);
  for (size_t i = 1; i < swatches.size(); ++i) {
    const double distance = delta_e_2000(colour, swatches[i]);
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return int(nearest) + 1;
}

const char* tone_band(int monk) {
  return tone_bands[monk <= 4 ? 0 : monk <= 6 ? 1 : 2];
}

}  // namespace evenlight::audit
