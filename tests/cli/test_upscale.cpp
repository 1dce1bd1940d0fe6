// `upscale`: a picture through a network that doubles it.
#include <cmath>

#include "app/common/files/png_file.h"
#include "tests/cli/picture_folder.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

class UpscaleTest : public PictureFolder {
 protected:
  UpscaleTest() {
    write_tiny_upscaler(folder_ / "2x.safetensors");
    write_file(folder_ / "start.png", two_colours(50, 30, 40));
  }
  Outcome upscale(const Arguments& more) {
    return run(Arguments{"upscale", "--model", "2x.safetensors", "--input", "start.png", "--device",
                         "cpu", "--threads", "1"} +
                   more,
               folder_.path());
  }
};

TEST_F(UpscaleTest, TilesGiveThePictureThatOneRunGives) {
  ASSERT_EQ(upscale({"--output", "whole.png", "--tile", "0"}).code, 0);
  const Outcome tiled = upscale({"--output", "tiles.png", "--tile", "24", "--json"});
  ASSERT_EQ(tiled.code, 0) << tiled.err;
  EXPECT_EQ(tiled.json().at("scale"), 2);
  const Image whole = load_png(folder_ / "whole.png"), tiles = load_png(folder_ / "tiles.png");
  EXPECT_EQ(whole.width, 100);
  EXPECT_EQ(whole.height, 60);
  ASSERT_EQ(whole.rgb.size(), tiles.rgb.size());
  double sum = 0;
  for (size_t i = 0; i < whole.rgb.size(); ++i) sum += std::abs(whole.rgb[i] - tiles.rgb[i]);
  EXPECT_LT(sum / double(whole.rgb.size()), 2.0);  // seen only where a tile's edge was in sight
}

TEST_F(UpscaleTest, WhatCannotBeIsRefused) {
  EXPECT_EQ(upscale({}).code, 2);
  EXPECT_EQ(upscale({"--output", "start.png"}).code, 2);  // exists
  const Outcome other = run({"upscale", "--model", tiny_unet_file().string(), "--input",
                             "start.png", "--output", "x.png"},
                            folder_.path());
  EXPECT_EQ(other.code, 3);
  EXPECT_NE(other.err.find("is no upscaler that is known here"), std::string::npos) << other.err;
  EXPECT_EQ(
      run({"upscale", "--model", "2x.safetensors", "--input", "nowhere.png", "--output", "x.png"},
          folder_.path())
          .code,
      3);
}

}  // namespace
}  // namespace evenlight::test
