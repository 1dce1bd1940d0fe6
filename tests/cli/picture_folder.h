// Renders with the tiny model in a folder with a picture.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/app/pictures.h"
#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {

class PictureFolder : public ::testing::Test {
 protected:
  PictureFolder() { write_file(folder_ / "start.png", two_colours(16, 16, 40)); }

  // Beside each other; `shade` makes it another picture.
  static std::string two_colours(int width, int height, int shade) {
    std::vector<uint8_t> rgb;
    for (int i = 0; i < width * height; ++i) {
      const bool left = i % width < width / 2;
      rgb.insert(rgb.end(), {uint8_t(left ? 220 : shade), uint8_t(shade), 90});
    }
    return png_bytes(width, height, 8, 3, rgb);
  }
  // White from column `from` on.
  static std::string white_right(int width, int height, int from) {
    std::vector<uint8_t> rgb;
    for (int i = 0; i < width * height; ++i) {
      rgb.insert(rgb.end(), 3, uint8_t(i % width >= from ? 255 : 0));
    }
    return png_bytes(width, height, 8, 3, rgb);
  }
  Outcome render(const Arguments& more, const std::string& output = "out.png") {
    Arguments all = tiny_render(more + Arguments{"--output", output, "--force"});
    if (!model_.empty()) std::ranges::replace(all, tiny_model().string(), model_);
    return run(all, folder_.path());
  }
  std::string rendered(const Arguments& more, const std::string& output = "out.png") {
    const Outcome done = render(more, output);
    EXPECT_EQ(done.code, 0) << done.err;
    return read_file(folder_ / output);
  }
  static nlohmann::json recipe_of(const std::string& png) {
    return nlohmann::json::parse(png_texts(png).at("evenlight"));
  }
  // Without its texts, which say what it was made with.
  static std::string pixels_of(const std::string& png) { return with_only_text(png, "k", "v"); }
  void expect_refusal(const Arguments& more, int code, const std::string& words) {
    const Outcome done = render(more, "none.png");
    EXPECT_EQ(done.code, code) << done.err;
    EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
    EXPECT_NE(done.err.find(words), std::string::npos) << done.err;
    EXPECT_FALSE(std::filesystem::exists(folder_ / "none.png"));
  }

  TemporaryFolder folder_;
  std::string model_;  // instead of the tiny one
};

}  // namespace evenlight::test
