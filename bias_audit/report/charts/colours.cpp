#include "bias_audit/report/charts/colours.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace evenlight::audit {

namespace {

constexpr const char* hues[] = {"#d55e00", "#0072b2", "#009e73", "#cc79a7",
                                "#e69f00", "#56b4e9", "#f0e442", "#6b4c9a"};
constexpr const char* greys[] = {"#bdbdbd", "#8c8c8c", "#5c5c5c", "#2b2b2b"};

using Rgb = std::array<double, 3>;
struct Ramp {
  const char* attribute;
  Rgb light, dark;
};
constexpr Ramp ramps[] = {{"tone_band", {240, 205, 165}, {74, 41, 18}},
                          {"age", {166, 206, 227}, {8, 64, 129}}};

std::string step_of(const Ramp& ramp, double part) {
  std::array<int, 3> rgb;
  for (size_t i = 0; i < rgb.size(); ++i) {
    rgb[i] = int(std::lround(ramp.light[i] + (ramp.dark[i] - ramp.light[i]) * part));
  }
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", unsigned(rgb[0]), unsigned(rgb[1]),
                unsigned(rgb[2]));
  return text;
}

}  // namespace

std::string class_colour(const std::string& attribute, size_t place, size_t classes) {
  for (const Ramp& ramp : ramps) {
    if (attribute != ramp.attribute) continue;
    return step_of(ramp, classes < 2 ? 0.5 : double(place) / double(classes - 1));
  }
  // Presentation has the first two for itself.
  return hues[(attribute == "presentation" ? place : place + 2) % std::size(hues)];
}

std::string unclassified_colour(size_t place) {
  return greys[place % std::size(greys)];
}

}  // namespace evenlight::audit
