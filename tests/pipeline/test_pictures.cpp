// Pictures at another size: filters, fits.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/pipeline/picture/fit.h"
#include "engine/pipeline/picture/resample.h"

namespace evenlight {
namespace {

// Every pixel has a colour of its own.
Image gradient(int64_t width, int64_t height) {
  Image image{width, height, {}};
  for (int64_t y = 0; y < height; ++y) {
    for (int64_t x = 0; x < width; ++x) {
      image.rgb.push_back(uint8_t(10 * x));
      image.rgb.push_back(uint8_t(10 * y));
      image.rgb.push_back(7);
    }
  }
  return image;
}

std::vector<float> doubled(const char* filter, std::vector<float> in) {
  const int64_t size = int64_t(in.size());
  return resampled(in, {size, 1}, {2 * size, 1}, 1, *find_filter(filter));
}

TEST(Resample, GivesWhatPillowGives) {
  // PIL.Image.fromarray(f32 [[0, 1, 4, 9]]).resize((8, 1) or (2, 1), …)
  const std::vector<float> in = {0, 1, 4, 9};
  EXPECT_EQ(doubled("nearest", in), (std::vector<float>{0, 0, 1, 1, 4, 4, 9, 9}));
  EXPECT_EQ(doubled("box", in), (std::vector<float>{0, 0, 1, 1, 4, 4, 9, 9}));
  EXPECT_EQ(doubled("bilinear", in),
            (std::vector<float>{0, 0.25f, 0.75f, 1.75f, 3.25f, 5.25f, 7.75f, 9}));
  const auto halved = resampled(in, {4, 1}, {2, 1}, 1, *find_filter("box"));
  EXPECT_EQ(halved, (std::vector<float>{0.5f, 6.5f}));
}

TEST(Resample, KeepsAFlatPictureFlatAndAnEdgeWhereItWas) {
  for (const Filter& filter : filters()) {
    const std::vector<float> flat(5 * 7 * 2, 0.3f);
    for (const PlaneSize to : {PlaneSize{3, 2}, PlaneSize{11, 16}, PlaneSize{5, 1}}) {
      for (const float v : resampled(flat, {5, 7}, to, 2, filter)) {
        EXPECT_NEAR(v, 0.3f, 1e-6f) << filter.id;
      }
    }
    const auto edge = doubled(filter.id.data(), {0, 0, 0, 1, 1, 1});
    EXPECT_LT(edge[5], 0.5f) << filter.id;
    EXPECT_GT(edge[6], 0.5f) << filter.id;
  }
}

TEST(Resample, ChannelsAndAxesDoNotMix) {
  const Image wide = resized(gradient(20, 4), {10, 4}, *find_filter("box"));
  ASSERT_EQ(wide.rgb.size(), 10u * 4 * 3);
  EXPECT_EQ(wide.rgb[0], 5);            // (0 + 10) / 2
  EXPECT_EQ(wide.rgb[3 * 10 + 1], 10);  // the second row's green is as it was
  EXPECT_EQ(wide.rgb[3 * 10 + 2], 7);
}

TEST(Fit, CropTakesTheMiddlePadRepeatsTheEdgesStretchTakesAll) {
  const Image image = gradient(12, 6);
  const auto red = [](const Image& of, int64_t x, int64_t y) {
    return int(of.rgb[size_t((y * of.width + x) * 3)]);
  };
  const Image crop = fitted(image, {6, 6}, *find_fit("crop"));
  EXPECT_EQ(red(crop, 0, 0), 30);  // columns 3 … 8
  EXPECT_EQ(red(crop, 5, 5), 80);
  const Image pad = fitted(image, {12, 10}, *find_fit("pad"));
  EXPECT_EQ(pad.rgb[1], 0);  // the first row, again above it
  EXPECT_EQ(pad.rgb[size_t(12 * 2 * 3 + 1)], 0);
  EXPECT_EQ(pad.rgb[size_t(12 * 9 * 3 + 1)], 50);  // the last row, again below it
  EXPECT_EQ(red(pad, 7, 4), 70);
  const Image stretch = fitted(image, {6, 6}, *find_fit("stretch"));
  EXPECT_LT(red(stretch, 0, 0), 20);
  EXPECT_GT(red(stretch, 5, 0), 90);
  EXPECT_EQ(fitted(image, {12, 6}, *find_fit("crop")), image);
  EXPECT_EQ(find_fit("squeeze"), nullptr);
}

TEST(Fit, EverySizeGivesThatSize) {
  for (const PlaneSize from : {PlaneSize{1, 1}, PlaneSize{1, 300}, PlaneSize{301, 2}}) {
    for (const PlaneSize to : {PlaneSize{8, 8}, PlaneSize{64, 8}, PlaneSize{8, 64}}) {
      for (const FitMethod& fit : fit_methods()) {
        const Image image = fitted(gradient(from.width, from.height), to, fit);
        EXPECT_EQ(image.width, to.width) << fit.id;
        EXPECT_EQ(image.rgb.size(), size_t(to.width * to.height * 3)) << fit.id;
      }
    }
  }
}

}  // namespace
}  // namespace evenlight
