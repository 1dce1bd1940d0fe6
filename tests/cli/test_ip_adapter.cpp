// `render --ip-adapter`.
#include <vector>

#include "tests/cli/picture_folder.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

class IpAdapterTest : public PictureFolder {
 protected:
  IpAdapterTest() {
    write_tiny_ip_adapter(folder_ / "ip.safetensors");
    write_tiny_vision(folder_ / "vision.safetensors");
    write_file(folder_ / "other.png", white_right(24, 16, 8));
  }
  const std::string adapter_ = "model=ip.safetensors,encoder=vision.safetensors,image=start.png";
};

TEST_F(IpAdapterTest, APictureCountsByItsWeightAndInItsSteps) {
  const std::string free = pixels_of(rendered({"a"}));
  EXPECT_TRUE(pixels_of(rendered({"a", "--ip-adapter", adapter_ + ",weight=0"})) == free);
  const std::string led = pixels_of(rendered({"a", "--ip-adapter", adapter_}));
  EXPECT_FALSE(led == free);
  EXPECT_FALSE(pixels_of(rendered({"a", "--ip-adapter", adapter_ + ",weight=0.5"})) == led);
  EXPECT_FALSE(pixels_of(rendered({"a", "--ip-adapter", adapter_ + ",end=0.5"})) == led);
  const std::string other = "model=ip.safetensors,encoder=vision.safetensors,image=other.png";
  const std::string both =
      pixels_of(rendered({"a", "--ip-adapter", adapter_, "--ip-adapter", other}));
  EXPECT_FALSE(both == led);
  EXPECT_FALSE(both == pixels_of(rendered({"a", "--ip-adapter", other})));
}

TEST_F(IpAdapterTest, IsInTheRecipeWhichMakesThePictureAgain) {
  const std::string first = rendered({"a", "--ip-adapter", adapter_ + ",weight=0.7"}, "first.png");
  const json list = recipe_of(first).at("ip_adapter");
  ASSERT_EQ(list.size(), 1u);
  for (const char* file : {"model", "encoder", "image"}) {
    EXPECT_EQ(list[0].at(file).at("sha256").get<std::string>().size(), 64u) << file;
  }
  EXPECT_EQ(list[0].at("encoder").at("name"), "vision.safetensors");
  EXPECT_EQ(list[0].at("weight"), 0.7);
  EXPECT_TRUE(rendered({"--recipe", "first.png"}) == first);
  EXPECT_TRUE(rendered({"--recipe", "first.png", "--ip-adapter", "none"}) == rendered({"a"}));
  write_file(folder_ / "start.png", two_colours(16, 16, 41));
  expect_refusal({"--recipe", "first.png"}, 3, "start.png: was changed after the recipe");
}

TEST_F(IpAdapterTest, WhatCannotBeIsRefused) {
  expect_refusal({"a", "--ip-adapter", "model=ip.safetensors,image=start.png"}, 2,
                 "needs model, encoder, image");
  expect_refusal({"a", "--ip-adapter", adapter_ + ",preprocess=canny"}, 2,
                 "unknown key \"preprocess\"");
  expect_refusal({"a", "--ip-adapter", adapter_ + ",start=0.7,end=0.3"}, 2,
                 "is not before its end");
  expect_refusal(
      {"a", "--ip-adapter", "model=vision.safetensors,encoder=vision.safetensors,image=start.png"},
      3, "is no IP-Adapter");
  expect_refusal(
      {"a", "--ip-adapter", "model=ip.safetensors,encoder=ip.safetensors,image=start.png"}, 3,
      "is no CLIP picture encoder");
}

}  // namespace
}  // namespace evenlight::test
