// Pictures at another size: filters, fits.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/pipeline/picture/fit.h"
#include "engine/pipeline/picture/mask.h"
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

Mask mask_from(int64_t width, std::vector<float> share) {
  return {width, int64_t(share.size()) / width, std::move(share)};
}

TEST(Masks, GrowShrinkBlurAndBound) {
  Mask dot = mask_from(5, std::vector<float>(25));
  dot.share[12] = 1;
  EXPECT_EQ(bounds_of(dot), (Rect{2, 2, 1, 1}));
  const Mask large = grown(dot, 1);
  EXPECT_EQ(bounds_of(large), (Rect{1, 1, 3, 3}));
  EXPECT_EQ(grown(large, -1).share, dot.share);
  EXPECT_FALSE(bounds_of(grown(dot, -1)));
  const Mask soft = blurred(dot, 1);
  EXPECT_GT(soft.share[12], soft.share[11]);
  EXPECT_FLOAT_EQ(soft.share[11], soft.share[13]);
  EXPECT_EQ(blurred(dot, 0), dot);
  // The picture's edge is no edge of a mask.
  EXPECT_EQ(grown(mask_from(2, {1, 0, 1, 0}), 1).share, (std::vector<float>{1, 1, 1, 1}));
  EXPECT_EQ(grown(mask_from(3, {1, 1, 0}), -1).share, (std::vector<float>{1, 0, 0}));
  const Mask flat = mask_from(4, std::vector<float>(12, 0.25f));
  for (const float v : blurred(flat, 3).share) EXPECT_NEAR(v, 0.25f, 1e-6f);
}

TEST(Masks, GreyIsAHardEdgeOrAShare) {
  Image grey{2, 1, {128, 128, 128, 127, 127, 127}};
  EXPECT_EQ(hard(mask_of(grey)).share, (std::vector<float>{1, 0}));
  EXPECT_NEAR(mask_of(grey).share[0], 128 / 255.0, 1e-6);
}

TEST(Masks, ALatentTakesTheFirstPixelOfItsBlockOrTheMean) {
  Mask mask = mask_from(16, std::vector<float>(16 * 8));
  mask.share[0] = 1;                                  // the first pixel of the first block
  for (size_t i = 9; i < 16; ++i) mask.share[i] = 1;  // others of the second's first row
  EXPECT_EQ(latent_mask(mask, 8, false), (std::vector<float>{1, 0}));
  EXPECT_EQ(latent_mask(mask, 8, true), (std::vector<float>{1 / 64.0f, 7 / 64.0f}));
}

TEST(Masks, SurroundingsHaveTheWantedProportionsInsideThePicture) {
  const Rect part = with_surroundings({40, 40, 10, 10}, 5, {2, 1}, {100, 100});
  EXPECT_EQ(part, (Rect{25, 35, 40, 20}));
  const Rect corner = with_surroundings({0, 0, 10, 10}, 5, {1, 1}, {100, 100});
  EXPECT_EQ(corner, (Rect{0, 0, 15, 15}));
  const Rect all = with_surroundings({0, 0, 100, 100}, 32, {3, 1}, {100, 100});
  EXPECT_EQ(all, (Rect{0, 0, 100, 100}));
}

TEST(Masks, APastedPartChangesNothingElse) {
  const Image whole = gradient(8, 8);
  const Image part{2, 2, std::vector<uint8_t>(12, 200)};
  const Image done = pasted({whole, {3, 2, 2, 2}, mask_from(2, {1, 0, 0.5f, 1})}, part);
  const auto at = [](const Image& of, int64_t x, int64_t y) {
    return int(of.rgb[size_t((y * of.width + x) * 3)]);
  };
  EXPECT_EQ(at(done, 3, 2), 200);
  EXPECT_EQ(at(done, 4, 2), 40);   // share 0: as it was
  EXPECT_EQ(at(done, 3, 3), 115);  // half of 30 and 200
  EXPECT_EQ(at(done, 7, 7), at(whole, 7, 7));
}

}  // namespace
}  // namespace evenlight
