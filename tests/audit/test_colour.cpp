// Colour and skin tone: published pairs, the ten Monk swatches, light that is not white.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/measure/light.h"
#include "bias_audit/measure/skin.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"

namespace evenlight::audit {
namespace {

struct Pair {
  Lab x, y;
  double expected;
};

// Sharma, Wu, Dalal 2005, table 1.
constexpr Pair sharma[] = {
    {{50.0, 2.6772, -79.7751}, {50.0, 0.0, -82.7485}, 2.0425},
    {{50.0, 3.1571, -77.2803}, {50.0, 0.0, -82.7485}, 2.8615},
    {{50.0, 2.8361, -74.0200}, {50.0, 0.0, -82.7485}, 3.4412},
    {{50.0, -1.3802, -84.2814}, {50.0, 0.0, -82.7485}, 1.0000},
    {{50.0, -1.1848, -84.8006}, {50.0, 0.0, -82.7485}, 1.0000},
    {{50.0, -0.9009, -85.5211}, {50.0, 0.0, -82.7485}, 1.0000},
    {{50.0, 0.0, 0.0}, {50.0, -1.0, 2.0}, 2.3669},
    {{50.0, -1.0, 2.0}, {50.0, 0.0, 0.0}, 2.3669},
    {{50.0, 2.4900, -0.0010}, {50.0, -2.4900, 0.0009}, 7.1792},
    {{50.0, 2.4900, -0.0010}, {50.0, -2.4900, 0.0010}, 7.1792},
    {{50.0, 2.4900, -0.0010}, {50.0, -2.4900, 0.0011}, 7.2195},
    {{50.0, 2.4900, -0.0010}, {50.0, -2.4900, 0.0012}, 7.2195},
    {{50.0, -0.0010, 2.4900}, {50.0, 0.0009, -2.4900}, 4.8045},
    {{50.0, -0.0010, 2.4900}, {50.0, 0.0010, -2.4900}, 4.8045},
    {{50.0, -0.0010, 2.4900}, {50.0, 0.0011, -2.4900}, 4.7461},
    {{50.0, 2.5000, 0.0}, {50.0, 0.0, -2.5000}, 4.3065},
    {{50.0, 2.5000, 0.0}, {73.0, 25.0, -18.0}, 27.1492},
    {{50.0, 2.5000, 0.0}, {61.0, -5.0, 29.0}, 22.8977},
    {{50.0, 2.5000, 0.0}, {56.0, -27.0, -3.0}, 31.9030},
    {{50.0, 2.5000, 0.0}, {58.0, 24.0, 15.0}, 19.4535},
    {{50.0, 2.5000, 0.0}, {50.0, 3.1736, 0.5854}, 1.0000},
    {{50.0, 2.5000, 0.0}, {50.0, 3.2972, 0.0}, 1.0000},
    {{50.0, 2.5000, 0.0}, {50.0, 1.8634, 0.5757}, 1.0000},
    {{50.0, 2.5000, 0.0}, {50.0, 3.2592, 0.3350}, 1.0000},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
    {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

TEST(Colour, DeltaE2000MatchesThePublishedPairs) {
  for (const Pair& pair : sharma) {
    EXPECT_NEAR(delta_e_2000(pair.x, pair.y), pair.expected, 5e-5);
    EXPECT_NEAR(delta_e_2000(pair.y, pair.x), pair.expected, 5e-5);
  }
}

TEST(Colour, MonkSwatchesHaveTheirPublishedLab) {
  constexpr double l[] = {94.2, 92.3, 93.1, 87.6, 77.9, 55.1, 42.5, 30.7, 21.1, 14.6};
  constexpr double a[] = {1.5, 2.1, 0.2, 0.5, 3.5, 7.8, 12.3, 11.7, 2.7, 1.5};
  constexpr double b[] = {5.4, 7.3, 14.2, 17.8, 23.1, 26.7, 20.5, 13.3, 6.0, 3.5};
  constexpr double ita[] = {83.0, 80.2, 71.7, 64.7, 50.3, 10.9, -20.1, -55.4, -78.3, -84.3};
  for (size_t i = 0; i < 10; ++i) {
    const Lab lab = lab_of(monk_swatches()[i]);
    EXPECT_NEAR(lab.l, l[i], 0.06);
    EXPECT_NEAR(lab.a, a[i], 0.06);
    EXPECT_NEAR(lab.b, b[i], 0.06);
    EXPECT_NEAR(ita_degrees(lab), ita[i], 0.35);
  }
}

// A face of one tone in front of a grey wall, with eyes, a mouth, a highlight and a shadow.
Photo face_of(Rgb skin, double red = 1, double blue = 1, double gain = 1) {
  constexpr int side = 160;
  Photo photo{side, side, std::vector<uint8_t>(side * side * 3)};
  const auto paint = [&](int x, int y, double r, double g, double b) {
    const auto at = size_t((y * side + x) * 3);
    const auto byte = [](double v) {
      const double s = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
      return uint8_t(std::lround(std::clamp(s, 0.0, 1.0) * 255));
    };
    photo.rgb[at] = byte(gain * r * red);
    photo.rgb[at + 1] = byte(gain * g);
    photo.rgb[at + 2] = byte(gain * b * blue);
  };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double u = (x - 80) / 56.0, v = (y - 80) / 70.0;
      double r = 0.35, g = 0.35, b = 0.35;
      if (u * u + v * v < 1) {
        r = linear_of(skin.r), g = linear_of(skin.g), b = linear_of(skin.b);
        if (std::hypot(x - 58, y - 92) < 4) r = g = b = 0.9;  // highlight
        if (std::hypot(x - 60, y - 62) < 7 || std::hypot(x - 100, y - 62) < 7) r = g = b = 0.02;
        if (std::abs(x - 80) < 20 && std::abs(y - 118) < 5) r = 0.3, g = b = 0.05;
      }
      paint(x, y, r, g, b);
    }
  }
  return photo;
}

const Box face_box{24, 10, 112, 140};

TEST(Skin, TenOfTenMonkSwatches) {
  for (int tone = 1; tone <= 10; ++tone) {
    const Photo photo = face_of(monk_swatches()[size_t(tone - 1)]);
    const SkinReading reading = read_skin(photo, face_mask(photo, face_box));
    ASSERT_TRUE(reading.tone) << tone << ": " << reading.unclear;
    EXPECT_EQ(reading.tone->monk, tone);
    EXPECT_EQ(reading.tone->band, tone_band(tone));
    EXPECT_LT(reading.tone->spread, 1);
  }
}

TEST(Skin, AFringeOnTheForeheadDoesNotHideTheSkin) {
  const Rgb hair{60, 40, 25};
  for (int tone = 1; tone <= 10; ++tone) {
    Photo photo = face_of(monk_swatches()[size_t(tone - 1)]);
    for (int y = 0; y < 55; ++y) {
      for (int x = 0; x < photo.width; ++x) {
        const auto at = size_t((y * photo.width + x) * 3);
        photo.rgb[at] = hair.r, photo.rgb[at + 1] = hair.g, photo.rgb[at + 2] = hair.b;
      }
    }
    const SkinReading reading = read_skin(photo, face_mask(photo, face_box));
    ASSERT_TRUE(reading.tone) << tone << ": " << reading.unclear;
    EXPECT_EQ(reading.tone->monk, tone);
  }
}

TEST(Skin, MirroredFacesReadTheSame) {
  for (const Rgb swatch : monk_swatches()) {
    const Photo photo = face_of(swatch);
    Photo mirrored = photo;
    for (int y = 0; y < photo.height; ++y) {
      for (int x = 0; x < photo.width; ++x) {
        const auto to = size_t((y * photo.width + photo.width - 1 - x) * 3);
        const Rgb p = photo.at(x, y);
        mirrored.rgb[to] = p.r, mirrored.rgb[to + 1] = p.g, mirrored.rgb[to + 2] = p.b;
      }
    }
    const Box box{photo.width - face_box.x - face_box.width, face_box.y, face_box.width,
                  face_box.height};
    EXPECT_EQ(read_skin(photo, face_mask(photo, face_box)).tone->monk,
              read_skin(mirrored, face_mask(mirrored, box)).tone->monk);
  }
}

TEST(Skin, JpegKeepsTheTone) {
  for (int tone = 1; tone <= 10; ++tone) {
    const Photo photo = face_of(monk_swatches()[size_t(tone - 1)]);
    for (const int quality : {50, 75, 95}) {
      const Photo back = decode_photo(thumbnail_jpeg(photo, 160, quality), "jpeg");
      const SkinReading reading = read_skin(back, face_mask(back, face_box));
      ASSERT_TRUE(reading.tone) << tone << " at quality " << quality << ": " << reading.unclear;
      EXPECT_LE(std::abs(reading.tone->monk - tone), quality < 75 ? 1 : 0) << tone;
      EXPECT_EQ(reading.tone->band, tone_band(tone));
    }
  }
}

// Light of another colour may make a tone unclear, and may move it by one step on the scale; it
// must not carry a face from the light band to the dark one.
TEST(Skin, WarmAndCoolLightNeverTurnsLightIntoDark) {
  struct Light {
    double red, blue;
  };
  for (const Light light :
       {Light{1.10, 0.85}, Light{0.90, 1.15}, Light{1.2, 0.6}, Light{0.7, 1.4}}) {
    int readable = 0;
    for (int tone = 1; tone <= 10; ++tone) {
      const Photo photo = face_of(monk_swatches()[size_t(tone - 1)], light.red, light.blue);
      const SkinReading reading = read_skin(photo, face_mask(photo, face_box));
      if (!reading.tone) continue;
      ++readable;
      EXPECT_LE(std::abs(reading.tone->monk - tone), 2) << tone << " " << light.red;
      const auto place = [](const std::string& band) {
        return std::find(std::begin(tone_bands), std::end(tone_bands), band) - tone_bands;
      };
      EXPECT_LE(std::abs(place(reading.tone->band) - place(tone_band(tone))), 1);
    }
    EXPECT_GE(readable, light.blue > 1.2 ? 3 : 6) << "or it would be told by saying nothing";
  }
}

TEST(Skin, BadLightIsUnclear) {
  Photo photo = face_of(monk_swatches()[5]);
  const Mask mask = face_mask(photo, face_box);
  Photo half = photo, blue = photo, burnt = photo;
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const auto at = size_t((y * photo.width + x) * 3);
      for (size_t c = 0; c < 3; ++c) {
        if (x < 80) half.rgb[at + c] = uint8_t(photo.rgb[at + c] / 3);
        burnt.rgb[at + c] = 255;
      }
      std::swap(blue.rgb[at], blue.rgb[at + 2]);
    }
  }
  EXPECT_EQ(read_skin(half, mask).unclear, "light falls from one side only");
  EXPECT_EQ(read_skin(blue, mask).unclear, "the colour is not one of skin");
  EXPECT_EQ(read_skin(burnt, mask).unclear, "too much of the face is black or burnt out");
  EXPECT_EQ(read_skin(photo, face_mask(photo, {0, 0, 3, 3})).unclear, "the face is too small");
  EXPECT_FALSE(read_skin(photo, face_mask(photo, {-1e9, -1e9, 1e300, 4})).tone);
}

// The same face at four exposures in three colours of light: it stays in its class, or the light
// cannot be read.
TEST(Light, AFaceStaysInItsClassWhateverTheLight) {
  struct Lamp {
    double red, blue;
  };
  int cases = 0, stays = 0, dim = 0, dim_read = 0;
  for (const Rgb swatch : monk_swatches()) {
    const Photo plain = face_of(swatch);
    const SkinReading wanted =
        read_skin(plain, face_mask(plain, face_box), read_light(plain, face_box));
    ASSERT_TRUE(wanted.tone) << wanted.unclear;
    for (const double stops : {-2.0, -1.0, 0.0, 1.0}) {
      for (const Lamp lamp : {Lamp{1, 1}, Lamp{1.2, 0.7}, Lamp{0.8, 1.25}}) {
        const Photo photo = face_of(swatch, lamp.red, lamp.blue, std::exp2(stops));
        const SkinReading reading =
            read_skin(photo, face_mask(photo, face_box), read_light(photo, face_box));
        ++cases;
        stays += !reading.tone || reading.tone->ita_class == "unclear" ||
                         reading.tone->ita_class == wanted.tone->ita_class
                     ? 1
                     : 0;
        if (stops >= 0) continue;
        ++dim;
        dim_read += reading.tone ? 1 : 0;
      }
    }
  }
  EXPECT_GE(stays, cases * 95 / 100) << "of " << cases;
  EXPECT_GE(dim_read, dim * 80 / 100) << "or it would stay by saying nothing";
}

TEST(Light, NeutralSwatchesReadAsTheyAre) {
  for (int tone = 1; tone <= 10; ++tone) {
    const Photo photo = face_of(monk_swatches()[size_t(tone - 1)]);
    const Light light = read_light(photo, face_box);
    EXPECT_NEAR(light.stops, 0, 0.05) << tone;
    EXPECT_NEAR(light.white[0], 1, 0.02) << tone;
    const SkinReading reading = read_skin(photo, face_mask(photo, face_box), light);
    ASSERT_TRUE(reading.tone) << tone << ": " << reading.unclear;
    EXPECT_EQ(reading.tone->monk, tone);
    const Lab lab = lab_of(monk_swatches()[size_t(tone - 1)]);
    EXPECT_EQ(reading.tone->band, ita_band(ita_degrees(lab)));
    EXPECT_EQ(reading.tone->ita_class, ita_class(ita_degrees(lab)));
    EXPECT_EQ(reading.tone->split, lightness_and_hue(lab));
    ASSERT_TRUE(reading.stops);
    EXPECT_LE(reading.stops->ita_darker, reading.tone->ita);
    EXPECT_GE(reading.stops->ita_lighter, reading.tone->ita);
  }
}

// Dermatology's very light and light skin, which the nearest Monk swatch called medium.
TEST(Light, BandsAreThoseOfTheTypologyAngle) {
  EXPECT_STREQ(ita_band(ita_degrees({72, 8, 13})), "light");
  EXPECT_STREQ(ita_band(ita_degrees({66, 9, 16})), "light");
  EXPECT_STREQ(ita_band(ita_degrees({58, 10, 18})), "medium");
  EXPECT_STREQ(ita_band(ita_degrees({45, 10, 18})), "dark");
  EXPECT_STREQ(lightness_and_hue({66, 9, 16}), "light_yellow");
  EXPECT_STREQ(lightness_and_hue({66, 14, 16}), "light_red");
  EXPECT_STREQ(lightness_and_hue({60, 14, 16}), "dark_red");
  EXPECT_STREQ(lightness_and_hue({30, 5, 12}), "dark_yellow");
}

TEST(Light, WhatCannotBeReadIsSaid) {
  const Rgb skin = monk_swatches()[5];
  EXPECT_EQ(read_light(face_of(skin, 1, 1, 0.01), face_box).unclear, "the picture is too dark");
  EXPECT_EQ(read_light(face_of(skin, 1, 0.05), face_box).unclear,
            "the colour of the light cannot be told");
  const Photo black{16, 16, std::vector<uint8_t>(16 * 16 * 3, 0)};
  EXPECT_EQ(read_light(black, {0, 0, 16, 16}).unclear, "the picture is black or burnt out");
  // A highlight that is burnt out: nobody knows how much lighter the light was.
  const Photo burnt = face_of(skin, 1, 1, 2);
  EXPECT_TRUE(read_light(burnt, face_box).is_burnt);
  const SkinReading reading =
      read_skin(burnt, face_mask(burnt, face_box), read_light(burnt, face_box));
  EXPECT_EQ(reading.unclear, "too much of the picture is burnt out to tell the exposure");
}

TEST(Picture, WhatIsNoPictureIsRefused) {
  const std::string bytes = "not a picture";
  EXPECT_THROW(
      decode_photo({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()}, "x"),
      InputError);
  EXPECT_THROW(read_photo("/nowhere/x.png"), InputError);
}

TEST(Picture, Sha256OfTheEmptyText) {
  EXPECT_EQ(sha256_of_text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace evenlight::audit
