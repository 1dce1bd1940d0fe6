// `render --region` and `--heatmaps`.
#include <filesystem>
#include <vector>

#include "app/common/files/png_file.h"
#include "tests/cli/picture_folder.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

class RegionTest : public PictureFolder {
 protected:
  RegionTest() {
    write_file(folder_ / "all.png", white_right(16, 16, 0));
    write_file(folder_ / "right.png", white_right(16, 16, 8));
    write_file(folder_ / "black.png", white_right(16, 16, 16));
  }
};

TEST_F(RegionTest, ARegionOfAllIsThePictureOfItsPrompt) {
  const std::string alone = pixels_of(rendered({"b"}));
  EXPECT_TRUE(pixels_of(rendered({"a", "--region", "mask=all.png,prompt=b"})) == alone);
  const std::string half = pixels_of(rendered({"a", "--region", "mask=right.png,prompt=b"}));
  EXPECT_FALSE(half == alone);
  EXPECT_FALSE(half == pixels_of(rendered({"a"})));
}

TEST_F(RegionTest, AttentionIsAnotherWayToKeepThemApart) {
  const std::string region = "mask=right.png,prompt=b";
  const std::string latent = pixels_of(rendered({"a", "--region", region}));
  const std::string attention =
      pixels_of(rendered({"a", "--region", region, "--region-mode", "attention"}));
  EXPECT_FALSE(attention == latent);
  EXPECT_FALSE(attention == pixels_of(rendered({"a"})));
}

TEST_F(RegionTest, IsInTheRecipeWhichMakesThePictureAgain) {
  const std::string first =
      rendered({"a", "--region", "mask=right.png,prompt=a hat, red,weight=0.5", "--region-mode",
                "attention"},
               "first.png");
  const json region = recipe_of(first).at("region");
  ASSERT_EQ(region.size(), 1u);
  EXPECT_EQ(region[0].at("prompt"), "a hat, red");
  EXPECT_EQ(region[0].at("mask").at("sha256").get<std::string>().size(), 64u);
  EXPECT_TRUE(rendered({"--recipe", "first.png"}) == first);
  write_file(folder_ / "right.png", white_right(16, 16, 4));
  expect_refusal({"--recipe", "first.png"}, 3, "right.png: was changed after the recipe");
}

TEST_F(RegionTest, WhatCannotBeIsRefused) {
  expect_refusal({"a", "--region", "mask=right.png"}, 2, "needs mask, prompt");
  expect_refusal({"a", "--region", "mask=black.png,prompt=b"}, 3, "is black all over");
  expect_refusal({"a", "--region", "mask=right.png,prompt=b,weight=-1"}, 2,
                 "weight: expected a number");
  expect_refusal({"a", "--region", "mask=right.png,prompt=b", "--region-mode", "layers"}, 2,
                 "region mode");
  expect_refusal({"a", "--region", "mask=right.png,prompt=b <lora:x:1>"}, 2,
                 "a LoRA acts on the whole picture");
}

TEST_F(RegionTest, HeatMapsAreAPictureAWordAndASheet) {
  const std::string plain = rendered({"a red hat"});
  EXPECT_TRUE(rendered({"a red hat", "--heatmaps", "maps"}) == plain) << "the picture is the same";
  for (const char* name : {"out-01-a", "out-02-red", "out-03-hat"}) {
    const Image map = load_png(folder_ / ("maps/" + std::string(name) + ".png"));
    EXPECT_EQ(map.width, 16) << name;
  }
  EXPECT_EQ(load_png(folder_ / "maps/out-words.png").width, 3 * 256);
}

}  // namespace
}  // namespace evenlight::test
