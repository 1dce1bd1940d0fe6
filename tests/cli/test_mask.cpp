// `render --mask` and `--outpaint`: parts of a picture.
#include "app/common/files/png_file.h"
#include "tests/cli/picture_folder.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

class MaskTest : public PictureFolder {
 protected:
  MaskTest() {
    write_file(folder_ / "start.png", two_colours(32, 32, 40));
    write_file(folder_ / "mask.png", white_right(32, 32, 16));
  }
  Image image(const Arguments& more) {
    rendered(Arguments{"a", "--width", "32", "--height", "32", "--init", "start.png"} + more);
    return load_png(folder_ / "out.png");
  }
  static int channel(const Image& image, int64_t x, int64_t y) {
    return image.rgb[size_t((y * image.width + x) * 3)];
  }
};

TEST_F(MaskTest, TheRecipeHasItAndMakesThePictureAgain) {
  const std::string first = rendered(
      {"a", "--init", "start.png", "--mask", "mask.png", "--mask-grow", "2", "--mask-blur", "1"},
      "first.png");
  const json recipe = recipe_of(first);
  EXPECT_EQ(recipe.at("mask").at("name"), "mask.png");
  EXPECT_EQ(recipe.at("mask_grow"), 2);
  EXPECT_FALSE(recipe.contains("mask_soft"));
  EXPECT_TRUE(rendered({"--recipe", "first.png"}) == first);
  write_file(folder_ / "mask.png", white_right(32, 32, 8));
  expect_refusal({"--recipe", "first.png"}, 3, "mask.png: was changed");
}

TEST_F(MaskTest, WhatIsKeptIsJustAsItWas) {
  const Image start = load_png(folder_ / "start.png");
  for (const Arguments& how : {Arguments{"--mask-keep"}, Arguments{"--mask-area", "only-masked"}}) {
    const Image done = image(Arguments{"--mask", "mask.png"} + how);
    ASSERT_EQ(done.width, 32);
    for (int64_t y = 0; y < 32; ++y) {
      for (int64_t x = 0; x < 6; ++x) EXPECT_EQ(channel(done, x, y), channel(start, x, y));
    }
    EXPECT_FALSE(done == start);
  }
}

TEST_F(MaskTest, OnlyThePartAroundTheMaskIsRendered) {
  write_file(folder_ / "start.png", two_colours(200, 120, 40));
  write_file(folder_ / "mask.png", white_right(200, 120, 190));
  const std::string done = rendered({"a", "--width", "16", "--height", "16", "--init", "start.png",
                                     "--mask", "mask.png", "--mask-area", "only-masked"});
  const Image whole = load_png(folder_ / "out.png"), start = load_png(folder_ / "start.png");
  EXPECT_EQ(whole.width, 200);
  EXPECT_EQ(whole.height, 120);
  EXPECT_EQ(recipe_of(done).at("width"), 16);
  EXPECT_TRUE(rendered({"a", "--width", "16", "--height", "16", "--init", "start.png", "--mask",
                        "mask.png", "--mask-only"}) == done);
  EXPECT_EQ(channel(whole, 100, 60), channel(start, 100, 60));
}

TEST_F(MaskTest, OutpaintingAddsPixelsOnEverySide) {
  const std::string done = rendered(
      {"a", "--width", "48", "--height", "40", "--init", "start.png", "--outpaint", "16,0,0,8"});
  EXPECT_EQ(recipe_of(done).at("outpaint"), (json{16, 0, 0, 8}));
  EXPECT_EQ(recipe_of(done).at("strength"), 1.0);
  EXPECT_EQ(load_png(folder_ / "out.png").width, 48);
}

TEST_F(MaskTest, AWholeMaskIsAPictureFromIt) {
  write_file(folder_ / "mask.png", white_right(32, 32, 0));
  const Arguments half = {"--strength", "0.5"};
  EXPECT_TRUE(image(half + Arguments{"--mask", "mask.png"}) == image(half));
  write_file(folder_ / "mask.png", white_right(32, 32, 16));
  EXPECT_FALSE(image(half + Arguments{"--mask", "mask.png"}) == image(half));
}

// A model that is shown the picture and the mask beside the latent.
TEST_F(MaskTest, AnInpaintingModelSeesMaskAndPicture) {
  model_ = write_tiny_model(folder_ / "inpaint", 9).string();
  const auto pixels = [&](const Arguments& more) {
    return pixels_of(rendered(Arguments{"a", "--strength", "1", "--width", "32", "--height", "32",
                                        "--init", "start.png"} +
                              more));
  };
  const std::string half = pixels({"--mask", "mask.png"});
  EXPECT_FALSE(pixels({}) == half);  // all of it is new
  write_file(folder_ / "start.png", two_colours(32, 32, 200));
  EXPECT_FALSE(pixels({"--mask", "mask.png"}) == half);
  // Without a picture it paints everything.
  rendered({"a"});
}

TEST_F(MaskTest, AnEditingModelFollowsThePictureItIsShown) {
  model_ = write_tiny_model(folder_ / "edit", 8).string();
  expect_refusal({"a"}, 2, "--init: this model changes a picture");
  const Arguments shown = {"a", "--init", "start.png"};
  const std::string usual = rendered(shown);
  EXPECT_EQ(recipe_of(usual).at("strength"), 1.0);
  EXPECT_TRUE(pixels_of(rendered(shown + Arguments{"--picture-guidance", "1.5"})) ==
              pixels_of(usual));
  const std::string closely = rendered(shown + Arguments{"--picture-guidance", "4"});
  EXPECT_FALSE(pixels_of(closely) == pixels_of(usual));
  write_file(folder_ / "start.png", two_colours(32, 32, 200));
  EXPECT_FALSE(pixels_of(rendered(shown)) == pixels_of(usual));
}

TEST_F(MaskTest, WhatCannotBeIsRefused) {
  expect_refusal({"a", "--mask", "mask.png"}, 2, "--mask: needs a picture to start from");
  expect_refusal({"a", "--outpaint", "8,0,0,0"}, 2, "--outpaint: needs a picture");
  expect_refusal({"a", "--init", "start.png", "--outpaint", "8,0,0"}, 2, "--outpaint: expected");
  expect_refusal({"a", "--init", "start.png", "--outpaint", "7,0,0,0"}, 2, "--outpaint: expected");
  write_file(folder_ / "mask.png", white_right(32, 32, 32));
  expect_refusal({"a", "--init", "start.png", "--mask", "mask.png"}, 3, "is black everywhere");
  expect_refusal({"a", "--init", "start.png", "--picture-guidance", "2"}, 2, "--picture-guidance");
}

}  // namespace
}  // namespace evenlight::test
