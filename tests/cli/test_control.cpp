// `render --control` and `control preview`.
#include <algorithm>
#include <vector>

#include "app/common/files/png_file.h"
#include "tests/cli/picture_folder.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

class ControlTest : public PictureFolder {
 protected:
  ControlTest() {
    write_tiny_controlnet(folder_ / "net.safetensors");
    write_tiny_adapter(folder_ / "adapter.safetensors");
  }
};

TEST_F(ControlTest, SteersThePictureByItsWeight) {
  const std::string free = pixels_of(rendered({"a"}));
  const std::string net = "model=net.safetensors,image=start.png";
  EXPECT_TRUE(pixels_of(rendered({"a", "--control", net + ",weight=0"})) == free);
  const std::string steered = pixels_of(rendered({"a", "--control", net}));
  EXPECT_FALSE(steered == free);
  EXPECT_FALSE(pixels_of(rendered({"a", "--control", net + ",weight=0.5"})) == steered);
  // Only in the first of two steps.
  EXPECT_FALSE(pixels_of(rendered({"a", "--control", net + ",end=0.5"})) == steered);
  const std::string adapter = "model=adapter.safetensors,image=start.png";
  EXPECT_TRUE(pixels_of(rendered({"a", "--control", adapter + ",weight=0"})) == free);
  EXPECT_FALSE(pixels_of(rendered({"a", "--control", adapter})) == free);
}

TEST_F(ControlTest, IsInTheRecipeWhichMakesThePictureAgain) {
  const std::string first =
      rendered({"a", "--control", "model=net.safetensors,image=start.png,preprocess=canny,end=0.5",
                "--control", "model=adapter.safetensors,image=start.png,weight=0.5"},
               "first.png");
  const json control = recipe_of(first).at("control");
  ASSERT_EQ(control.size(), 2u);
  EXPECT_EQ(control[0].at("model").at("name"), "net.safetensors");
  EXPECT_EQ(control[0].at("image").at("sha256").get<std::string>().size(), 64u);
  EXPECT_EQ(control[0].at("preprocess"), "canny");
  EXPECT_EQ(control[1].at("weight"), 0.5);
  EXPECT_TRUE(rendered({"--recipe", "first.png"}) == first);
  const std::string free = rendered({"a"});
  EXPECT_TRUE(rendered({"--recipe", "first.png", "--control", "none"}) == free);
  write_file(folder_ / "start.png", two_colours(16, 16, 41));
  expect_refusal({"--recipe", "first.png"}, 3, "start.png: was changed after the recipe");
}

TEST_F(ControlTest, AFolderIsTheNetworkInIt) {
  const std::string file = rendered({"a", "--control", "model=net.safetensors,image=start.png"});
  std::filesystem::create_directories(folder_ / "net");
  std::filesystem::rename(folder_ / "net.safetensors",
                          folder_ / "net/diffusion_pytorch_model.safetensors");
  const std::string folder = rendered({"a", "--control", "model=net,image=start.png"}, "f.png");
  EXPECT_TRUE(pixels_of(folder) == pixels_of(file));
  EXPECT_EQ(recipe_of(folder).at("control")[0].at("model").at("name"), "net");
  EXPECT_TRUE(rendered({"--recipe", "f.png"}) == folder);
  std::filesystem::create_directories(folder_ / "empty");
  expect_refusal({"a", "--control", "model=empty,image=start.png"}, 3,
                 "is a folder without diffusion_pytorch_model.safetensors");
}

TEST_F(ControlTest, WhatCannotBeIsRefused) {
  expect_refusal({"a", "--control", "model=net.safetensors"}, 2, "needs model, image");
  expect_refusal({"a", "--control", "model=net.safetensors,image=start.png,width=3"}, 2,
                 "unknown key \"width\"");
  expect_refusal({"a", "--control", "model=net.safetensors,image=start.png,weight=x"}, 2,
                 "weight: expected a number");
  expect_refusal({"a", "--control", "model=net.safetensors,image=start.png,preprocess=cany"}, 2,
                 "unknown preprocessor");
  expect_refusal({"a", "--control", "model=net.safetensors,image=start.png,start=0.7,end=0.3"}, 2,
                 "is not before its end");
  expect_refusal({"a", "--control", "model=start.png,image=start.png"}, 3, "start.png");
  expect_refusal({"a", "--control", "model=" + tiny_unet_file().string() + ",image=start.png"}, 3,
                 "is no ControlNet and no T2I adapter");
}

TEST_F(ControlTest, PathsMayHaveCommas) {
  std::filesystem::rename(folder_ / "start.png", folder_ / "a, b.png");
  EXPECT_EQ(recipe_of(rendered({"a", "--control", "image=a, b.png,model=net.safetensors"}))
                .at("control")[0]
                .at("image")
                .at("name"),
            "a, b.png");
}

Image preview(const TemporaryFolder& folder, const std::string& name) {
  const Outcome done = run({"control", "preview", "--input", "start.png", "--preprocess", name,
                            "--output", name + ".png"},
                           folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  return load_png(folder / (name + ".png"));
}

TEST_F(ControlTest, PreviewsWhatANetworkWouldSee) {
  write_file(folder_ / "start.png", white_right(64, 48, 32));
  const auto red = [](const Image& image, int64_t x) {
    return int(image.rgb[size_t((24 * image.width + x) * 3)]);
  };
  for (const char* edges : {"canny", "softedge"}) {
    const Image image = preview(folder_, edges);
    EXPECT_EQ(image.width, 64);
    EXPECT_GT(std::max(red(image, 31), red(image, 32)), 200) << edges;
    EXPECT_EQ(red(image, 5), 0) << edges;
  }
  EXPECT_GT(red(preview(folder_, "scribble"), 30), 200);
  EXPECT_GT(red(preview(folder_, "lineart"), 30), 100);
  EXPECT_EQ(red(preview(folder_, "invert"), 5), 255);
  EXPECT_EQ(red(preview(folder_, "threshold"), 60), 255);
  EXPECT_EQ(red(preview(folder_, "recolour"), 60), 255);
  for (const char* name : {"tile", "shuffle", "none"}) {
    EXPECT_EQ(preview(folder_, name).height, 48) << name;
  }
  EXPECT_EQ(run({"control", "preview", "--input", "start.png", "--preprocess", "pose", "--output",
                 "x.png"},
                folder_.path())
                .code,
            2);
}

}  // namespace
}  // namespace evenlight::test
