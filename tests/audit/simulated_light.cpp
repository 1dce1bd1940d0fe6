// Photographed faces of known skin in scenes of known light.
#include <algorithm>
#include <cmath>

#include "bias_audit/measure/light.h"
#include "bias_audit/stats/random.h"
#include "tests/audit/simulated.h"

namespace evenlight::audit {

namespace {

struct Linear {
  double r = 0, g = 0, b = 0;
};

// CIELAB to linear sRGB, the inverse of lab_of_linear().
Linear linear_of_lab(const Lab& lab) {
  const double fy = (lab.l + 16) / 116;
  const auto inverse = [](double f) {
    return f > 6.0 / 29 ? f * f * f : 3 * 36.0 / 841 * (f - 4.0 / 29);
  };
  const double x = 0.95047 * inverse(fy + lab.a / 500), y = inverse(fy);
  const double z = 1.08883 * inverse(fy - lab.b / 200);
  return {3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
          -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
          0.0556434 * x - 0.2040259 * y + 1.0572252 * z};
}

constexpr int side = 96;
const Box face_box{24, 16, 48, 64};

// Reflectances: furniture of all colours, a face, and something white (paper, a shirt, an eye's
// glint), as nearly every photograph has.
std::vector<Linear> scene_of(Random& random, const Lab& skin) {
  std::vector<Linear> scene(side * side, Linear{0.3, 0.3, 0.3});
  for (int i = 0; i < 14; ++i) {
    const double grey = 0.05 + 0.6 * random.uniform();
    const Linear colour{grey * (0.75 + 0.5 * random.uniform()), grey,
                        grey * (0.75 + 0.5 * random.uniform())};
    const auto x0 = int(random.below(side)), y0 = int(random.below(side));
    for (int y = y0; y < std::min(side, y0 + 30); ++y) {
      for (int x = x0; x < std::min(side, x0 + 30); ++x) scene[size_t(y * side + x)] = colour;
    }
  }
  for (int y = 84; y < 92; ++y) {
    for (int x = 10; x < 18; ++x) scene[size_t(y * side + x)] = {0.9, 0.9, 0.9};
  }
  const Linear tone = linear_of_lab(skin);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double u = (x - 48) / 24.0, v = (y - 48) / 32.0;
      if (u * u + v * v < 1) scene[size_t(y * side + x)] = tone;
    }
  }
  return scene;
}

struct Lamp {
  double red, blue;
};

// As a camera stores it, with noise.
Photo photographed(const std::vector<Linear>& scene, double stops, Lamp lamp, Random& random) {
  Photo photo{side, side, {}};
  const auto byte = [&](double v) {
    v = std::clamp(v * std::exp2(stops), 0.0, 1.0);
    const double s = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return uint8_t(std::lround(std::clamp(255 * s + random.normal(), 0.0, 255.0)));
  };
  for (const Linear& each : scene) {
    photo.rgb.insert(photo.rgb.end(),
                     {byte(each.r * lamp.red), byte(each.g), byte(each.b * lamp.blue)});
  }
  return photo;
}

SkinReading read(const Photo& photo) {
  return read_skin(photo, face_mask(photo, face_box), read_light(photo, face_box));
}

}  // namespace

Simulated light_and_tone() {
  Simulated rows{
      "Skin tone in photographs: the same face at -2, -1, 0 and +1 stops in warm, neutral "
      "and cool light",
      "ITA class after white (shades of grey) and exposure (white patch); unclear where "
      "the second opinion on the light gives another class",
      "Chardon et al. 1991; Thong et al. 2023; Finlayson and Trezzi 2004; Land and McCann "
      "1971",
      {}};
  Random random(33);
  int cases = 0, stays = 0, band_stays = 0, split_stays = 0, lit = 0, lit_read = 0;
  int neutral = 0, right = 0;
  constexpr int faces = 150;
  for (int face = 0; face < faces; ++face) {
    // Along the range of human skin: the lighter, the less red and yellow (Chardon et al. 1991).
    const double l = 25 + 47 * random.uniform();
    const Lab skin{l, 8 + 4 * random.uniform() + (l > 60 ? -1 : 2),
                   (l < 40 ? 8 + 0.3 * (l - 25) : 14) + 6 * random.uniform()};
    const std::vector<Linear> scene = scene_of(random, skin);
    const SkinReading first = read(photographed(scene, 0, {1, 1}, random));
    if (!first.tone) continue;
    ++neutral;
    right += first.tone->band == ita_band(ita_degrees(skin)) ? 1 : 0;
    for (const double stops : {-2.0, -1.0, 0.0, 1.0}) {
      for (const Lamp lamp : {Lamp{1.25, 0.65}, Lamp{1, 1}, Lamp{0.8, 1.3}}) {
        const SkinReading reading = read(photographed(scene, stops, lamp, random));
        ++cases;
        const auto same = [&](const std::string& was, const std::string& is) {
          return !reading.tone || is == "unclear" || was == "unclear" || was == is;
        };
        stays += same(first.tone->ita_class, reading.tone ? reading.tone->ita_class : "") ? 1 : 0;
        band_stays += same(first.tone->band, reading.tone ? reading.tone->band : "") ? 1 : 0;
        split_stays += same(first.tone->split, reading.tone ? reading.tone->split : "") ? 1 : 0;
        if (stops > 0) continue;
        ++lit;
        lit_read += reading.tone ? 1 : 0;
      }
    }
  }
  const auto share = [](int part, int whole) { return double(part) / std::max(1, whole); };
  rows.figures = {
      {"stays in its ITA class or is unclear", share(stays, cases), 0.95, {}},
      {"stays in its band (light, medium, dark) or is unclear", share(band_stays, cases), 0.95, {}},
      {"stays in its lightness and hue or is unclear", share(split_stays, cases), 0.95, {}},
      {"has a band at -2 to 0 stops, of those with one in neutral light",
       share(lit_read, lit),
       0.6,
       {}},
      {"has a band in neutral light, of all", share(neutral, faces), 0.6, {}},
      {"band as the skin's own in neutral light, of those with one",
       share(right, neutral),
       0.85,
       {}}};
  return rows;
}

}  // namespace evenlight::audit
