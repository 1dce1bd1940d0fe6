// Pictures as they come from cameras and other programs.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/common/pictures/read_picture.h"
#include "engine/base/error.h"
#include "engine/base/exif.h"
#include "tests/app/pictures.h"

namespace evenlight {
namespace {

using namespace test;

class ReadPictureTest : public testing::Test {
 protected:
  ReadPictureTest() { std::filesystem::create_directories(folder_); }
  ~ReadPictureTest() override { std::filesystem::remove_all(folder_); }

  ReadPicture read(const std::string& bytes) {
    const auto path = folder_ / "picture";
    std::ofstream(path, std::ios::binary) << bytes;
    notes_.clear();
    return read_picture(path, notes_);
  }
  std::string refusal(const std::string& bytes) {
    try {
      read(bytes);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      return error.what();
    }
    return "was read";
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("read_picture_" + std::to_string(getpid()));
  Notes notes_;
};

std::vector<uint8_t> with_alpha(const std::vector<uint8_t>& rgb, uint8_t alpha) {
  std::vector<uint8_t> rgba;
  for (size_t i = 0; i < rgb.size(); i += 3) {
    rgba.insert(rgba.end(), {rgb[i], rgb[i + 1], rgb[i + 2], alpha});
  }
  return rgba;
}

TEST_F(ReadPictureTest, PngJpegAndWebpShowTheSamePixels) {
  const auto rgb = sample_rgb();
  EXPECT_EQ(read(png_bytes(4, 2, 8, 3, rgb)).image.rgb, rgb);
  EXPECT_EQ(read(webp_bytes(4, 2, with_alpha(rgb, 255))).image.rgb, rgb);
  EXPECT_TRUE(notes_.empty());
  const Image jpeg = read(jpeg_bytes(16, 16, std::vector<uint8_t>(16 * 16 * 3, 90))).image;
  EXPECT_EQ(jpeg.width, 16);
  for (const uint8_t v : jpeg.rgb) EXPECT_NEAR(v, 90, 3);
}

TEST_F(ReadPictureTest, TransparencyLiesOverWhiteAndIsSaid) {
  const auto half = with_alpha(sample_rgb(), 128);
  for (const std::string& bytes : {png_bytes(4, 2, 8, 4, half), webp_bytes(4, 2, half)}) {
    const Image image = read(bytes).image;
    EXPECT_EQ(image.rgb[0], 255);
    EXPECT_EQ(image.rgb[1], 127);
    ASSERT_EQ(notes_.size(), 1u);
  }
  const Image gone = read(png_bytes(4, 2, 8, 4, with_alpha(sample_rgb(), 0))).image;
  EXPECT_EQ(gone.rgb, std::vector<uint8_t>(24, 255));
}

TEST_F(ReadPictureTest, SixteenBitsAreRoundedAndNotCutOff) {
  // 0x80ff is 128.498 of 255, 0x00ff 0.992.
  const std::vector<uint8_t> samples = {0x80, 0xff, 0x00, 0xff, 0xff, 0xff};
  EXPECT_EQ(read(png_bytes(1, 1, 16, 3, samples)).image.rgb, (std::vector<uint8_t>{128, 1, 255}));
}

// Where red, the first pixel that was stored, must lie (column, row).
struct Held {
  int orientation;
  int64_t width, x, y;
};

class Orientation : public ReadPictureTest, public testing::WithParamInterface<Held> {};

TEST_P(Orientation, IsPutUpright) {
  const auto& [orientation, width, x, y] = GetParam();
  const auto rgba = with_alpha(sample_rgb(), 255);
  for (const bool big : {true, false}) {
    const std::string exif = exif_block(orientation, big);
    for (const std::string& bytes :
         {png_bytes(4, 2, 8, 3, sample_rgb(), exif), webp_bytes(4, 2, rgba, exif)}) {
      const Image image = read(bytes).image;
      EXPECT_EQ(image.width, width);
      EXPECT_EQ(image.height, 8 / width);
      const auto* red = &image.rgb[size_t((y * width + x) * 3)];
      EXPECT_EQ(red[0], 255);
      EXPECT_EQ(red[1], 0);
      const int64_t left = width - 1 - x, below = 8 / width - 1 - y;
      EXPECT_EQ(image.rgb[size_t((below * width + left) * 3 + 2)], 255) << "blue lies opposite";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Orientation,
                         testing::Values(Held{1, 4, 0, 0}, Held{2, 4, 3, 0}, Held{3, 4, 3, 1},
                                         Held{4, 4, 0, 1}, Held{5, 2, 0, 0}, Held{6, 2, 1, 0},
                                         Held{7, 2, 1, 3}, Held{8, 2, 0, 3}));

TEST_F(ReadPictureTest, AJpegIsPutUprightToo) {
  std::vector<uint8_t> rgb(32 * 16 * 3, 0);  // white on the left
  for (size_t i = 0; i < rgb.size(); ++i) rgb[i] = (i / 3) % 32 < 16 ? 255 : 0;
  const Image image = read(jpeg_bytes(32, 16, rgb, exif_block(6))).image;
  EXPECT_EQ(image.width, 16);
  EXPECT_GT(image.rgb[0], 240);                    // above
  EXPECT_LT(image.rgb[image.rgb.size() - 1], 15);  // below
}

TEST_F(ReadPictureTest, WhatIsNoPictureIsSaid) {
  EXPECT_NE(refusal("once upon a time").find("is no picture"), std::string::npos);
  EXPECT_NE(refusal("GIF89a......").find("is a GIF picture"), std::string::npos);
  const std::string png = png_bytes(4, 2, 8, 3, sample_rgb());
  const std::string webp = webp_bytes(4, 2, with_alpha(sample_rgb(), 255), exif_block(6));
  EXPECT_NE(refusal(webp.substr(0, 40)).find("damaged WebP"), std::string::npos);
  EXPECT_NE(refusal(png.substr(0, 50)).find("is not a readable"), std::string::npos);
  std::string huge = png;  // claims 2^20 × 2^20 pixels
  huge[17] = huge[21] = '\x10';
  EXPECT_NE(refusal(huge), "was read");
}

TEST(Exif, TakesAnyBytes) {
  const std::string webp = webp_bytes(4, 2, with_alpha(sample_rgb(), 255), exif_block(6));
  const std::string jpeg = jpeg_bytes(8, 8, std::vector<uint8_t>(192, 1), exif_block(6));
  for (const std::string& whole :
       {webp, jpeg, png_bytes(4, 2, 8, 3, sample_rgb(), exif_block(6))}) {
    EXPECT_EQ(exif_orientation(whole), 6);
    for (size_t size = 0; size < whole.size(); ++size) {
      exif_orientation(std::string_view(whole).substr(0, size));
      std::string changed = whole;
      changed[size] = char(~changed[size]);
      const int found = exif_orientation(changed);
      EXPECT_TRUE(found >= 1 && found <= 8);
    }
  }
  EXPECT_EQ(exif_orientation(""), 1);
}

}  // namespace
}  // namespace evenlight
