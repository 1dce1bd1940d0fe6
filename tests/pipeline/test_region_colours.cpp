// Regions of the built-in model: red at the left, blue at the right, counted in pixels.
#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <vector>

#include "engine/cpu/cpu.h"
#include "engine/pipeline/pipeline.h"

namespace evenlight {
namespace {

const std::filesystem::path built_in =
    std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets/default_model/model";

constexpr int64_t side = 128;

std::shared_ptr<const Mask> half(bool right) {
  Mask mask{side, side, std::vector<float>(size_t(side * side))};
  for (int64_t i = 0; i < side * side; ++i) {
    mask.share[size_t(i)] = (i % side >= side / 2) == right ? 1.0f : 0.0f;
  }
  return std::make_shared<const Mask>(std::move(mask));
}

// The model's red is #ee7d76, its blue #7fb2f0: both far from grey.
struct Colours {
  int red = 0, blue = 0, pixels = 0;
};
Colours colours_of(const Image& image, bool right) {
  constexpr int apart = 40;
  Colours colours;
  for (int64_t i = 0; i < side * side; ++i) {
    if ((i % side >= side / 2) != right) continue;
    const int red = image.rgb[size_t(3 * i)], blue = image.rgb[size_t(3 * i + 2)];
    ++colours.pixels;
    colours.red += red > blue + apart;
    colours.blue += blue > red + apart;
  }
  return colours;
}

bool is_apart(const Image& image) {
  const Colours left = colours_of(image, false), right = colours_of(image, true);
  constexpr int share = 4;  // at least a quarter of a half, and four times what is of the other
  return share * left.red > left.pixels && left.red > share * left.blue &&
         share * right.blue > right.pixels && right.blue > share * right.red;
}

int count_apart(const char* mode) {
  Pipeline pipeline(
      open_model(built_in),
      Bpe::from_files(built_in / "tokenizer/vocab.json", built_in / "tokenizer/merges.txt"),
      open_cpu({}));
  Recipe recipe;
  recipe.prompt = "a picture of a dog";
  recipe.width = recipe.height = side;
  recipe.cfg = 4;
  recipe.steps = 8;
  recipe.region_mode = mode;
  recipe.regions = {{"a picture of a dog on a red background", half(false)},
                    {"a picture of a dog on a blue background", half(true)}};
  constexpr size_t pictures = 200, at_once = 8;
  std::vector<uint64_t> seeds(pictures);
  std::iota(seeds.begin(), seeds.end(), uint64_t{1});
  int apart = 0;
  for (size_t first = 0; first < pictures; first += at_once) {
    for (const Picture& picture :
         pipeline.render(recipe, std::span(seeds).subspan(first, at_once), {})) {
      apart += is_apart(picture.image);
    }
  }
  return apart;
}

TEST(RegionColours, RedIsLeftAndBlueIsRight) {
  EXPECT_GE(count_apart("latent"), 190) << "of 200 seeds";
}

}  // namespace
}  // namespace evenlight
