// f16 and bf16 against their definitions, for every one of the 65536 values.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "engine/base/fp8.h"
#include "engine/base/half.h"

namespace evenlight {
namespace {

// (−1)^s · 2^(e−15) · (1 + f/1024), and 2^−14 · f/1024 where e = 0 (IEEE 754, binary16).
double f16_value(uint32_t h) {
  const double sign = (h & 0x8000) ? -1 : 1;
  const int exponent = int(h >> 10 & 31);
  const double fraction = (h & 1023) / 1024.0;
  if (exponent == 31) return fraction != 0 ? NAN : sign * INFINITY;
  return sign *
         (exponent == 0 ? std::ldexp(fraction, -14) : std::ldexp(1 + fraction, exponent - 15));
}

double bf16_value(uint32_t b) {
  const double sign = (b & 0x8000) ? -1 : 1;
  const int exponent = int(b >> 7 & 255);
  const double fraction = (b & 127) / 128.0;
  if (exponent == 255) return fraction != 0 ? NAN : sign * INFINITY;
  return sign *
         (exponent == 0 ? std::ldexp(fraction, -126) : std::ldexp(1 + fraction, exponent - 127));
}

struct Format {
  const char* name;
  double (*value)(uint32_t);
  float (*widen)(uint16_t);
  uint16_t (*narrow)(float);
};

class Half : public testing::TestWithParam<Format> {};

TEST_P(Half, WidensExactly) {
  const Format& format = GetParam();
  for (uint32_t h = 0; h < 65536; ++h) {
    const double expected = format.value(h);
    const float found = format.widen(uint16_t(h));
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(found)) << h;
    } else {
      ASSERT_EQ(found, expected) << h;
      ASSERT_EQ(std::signbit(found), (h & 0x8000) != 0) << h;
    }
  }
}

TEST_P(Half, NarrowsBackToItself) {
  const Format& format = GetParam();
  for (uint32_t h = 0; h < 65536; ++h) {
    const uint16_t back = format.narrow(format.widen(uint16_t(h)));
    if (std::isnan(format.value(h))) {
      ASSERT_TRUE(std::isnan(format.value(back))) << h;
    } else {
      ASSERT_EQ(back, h);
    }
  }
}

// Between two neighbours the nearer one is taken, half-way the one with an even last bit.
TEST_P(Half, RoundsToNearestEven) {
  const Format& format = GetParam();
  for (uint32_t h = 0; std::isfinite(format.value(h + 1)); ++h) {
    const double low = format.value(h);
    const double high = format.value(h + 1);
    // Exact in f32, but for the narrowest bf16 denormals, which have bits to spare all the same.
    const float middle = float((low + high) / 2);
    ASSERT_EQ(format.narrow(middle), h % 2 == 0 ? h : h + 1) << h;
    ASSERT_EQ(format.narrow(-middle), 0x8000 + (h % 2 == 0 ? h : h + 1)) << h;
    ASSERT_EQ(format.narrow(std::nextafter(middle, 0.0f)), h) << h;
    ASSERT_EQ(format.narrow(std::nextafter(middle, INFINITY)), h + 1) << h;
  }
}

TEST_P(Half, OverflowIsInfinity) {
  const Format& format = GetParam();
  const float most = std::numeric_limits<float>::max();
  EXPECT_EQ(format.widen(format.narrow(most)), INFINITY);
  EXPECT_EQ(format.widen(format.narrow(-most)), -INFINITY);
  EXPECT_EQ(format.widen(format.narrow(INFINITY)), INFINITY);
}

INSTANTIATE_TEST_SUITE_P(Formats, Half,
                         testing::Values(Format{"f16", f16_value, f16_to_f32, f32_to_f16},
                                         Format{"bf16", bf16_value, bf16_to_f32, f32_to_bf16}),
                         [](const auto& info) { return std::string(info.param.name); });

// (−1)^s · 2^(e−7) · (1 + m/8), and 2^−6 · m/8 where e = 0; no infinities (arXiv:2209.05433).
double e4m3_value(unsigned b) {
  const double sign = b & 0x80 ? -1 : 1;
  const int exponent = int(b >> 3 & 15);
  const double fraction = (b & 7) / 8.0;
  if ((b & 0x7f) == 0x7f) return NAN;
  return sign * (exponent == 0 ? std::ldexp(fraction, -6) : std::ldexp(1 + fraction, exponent - 7));
}

double e5m2_value(unsigned b) {
  const double sign = b & 0x80 ? -1 : 1;
  const int exponent = int(b >> 2 & 31);
  const double fraction = (b & 3) / 4.0;
  if (exponent == 31) return fraction != 0 ? NAN : sign * INFINITY;
  return sign *
         (exponent == 0 ? std::ldexp(fraction, -14) : std::ldexp(1 + fraction, exponent - 15));
}

TEST(EightBits, AreWidenedExactly) {
  for (unsigned b = 0; b < 256; ++b) {
    for (const auto& [expected, found] :
         {std::pair(e4m3_value(b), f16_to_f32(e4m3_to_f16(uint8_t(b)))),
          std::pair(e5m2_value(b), f16_to_f32(e5m2_to_f16(uint8_t(b))))}) {
      if (std::isnan(expected)) {
        ASSERT_TRUE(std::isnan(found)) << b;
      } else {
        ASSERT_EQ(found, expected) << b;
        ASSERT_EQ(std::signbit(found), (b & 0x80) != 0) << b;
      }
    }
  }
}

TEST(EightBits, AreRoundedToTheNearestEven) {
  for (unsigned b = 0; b < 0x7e; ++b) {
    const auto low = float(e4m3_value(b)), high = float(e4m3_value(b + 1));
    const float middle = (low + high) / 2;
    ASSERT_EQ(f32_to_e4m3(low), b);
    ASSERT_EQ(f32_to_e4m3(-low), b | 0x80);
    ASSERT_EQ(f32_to_e4m3(middle), b % 2 == 0 ? b : b + 1) << b;
    ASSERT_EQ(f32_to_e4m3(std::nextafter(middle, 0.0f)), b) << b;
    ASSERT_EQ(f32_to_e4m3(std::nextafter(middle, INFINITY)), b + 1) << b;
  }
  EXPECT_EQ(f32_to_e4m3(max_rounded_to_e4m3), 0x7e);
  for (const float beyond : {465.0f, 1e30f, INFINITY, NAN}) {
    EXPECT_EQ(f32_to_e4m3(beyond) & 0x7f, 0x7f) << beyond;
  }
}

TEST(HalfEdges, LargestF16) {
  EXPECT_EQ(f32_to_f16(65504.0f), 0x7bff);
  EXPECT_EQ(f32_to_f16(65519.996f), 0x7bff);
  EXPECT_EQ(f32_to_f16(65520.0f), 0x7c00);
}

}  // namespace
}  // namespace evenlight
