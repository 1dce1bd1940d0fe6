// Regions, maps of words and pictures as prompts, on every backend.
#include <gtest/gtest.h>

#include <numeric>

#include "engine/pipeline/picture_prompts.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/region.h"
#include "tests/support/backends.h"
#include "tests/support/compare.h"

namespace evenlight {
namespace {

const std::filesystem::path models =
    std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models";

std::shared_ptr<const Mask> mask_from(int64_t width, int64_t height, int64_t column) {
  Mask mask{width, height, std::vector<float>(size_t(width * height))};
  for (size_t i = 0; i < mask.share.size(); ++i) {
    mask.share[i] = int64_t(i) % width >= column ? 1.0f : 0.0f;
  }
  return std::make_shared<const Mask>(std::move(mask));
}

TEST(RegionShares, AreWholeEverywhereAndSharedWhereTheyOverlap) {
  const std::vector<RegionPrompt> regions = {{"a", mask_from(32, 16, 12), 1.0},
                                             {"b", mask_from(32, 16, 24), 3.0}};
  const RegionShares shares = region_shares(regions, 8);
  ASSERT_EQ(shares.background.size(), 8u);
  EXPECT_EQ(shares.background[0], 1.0f);
  EXPECT_EQ(shares.background[1], 0.5f) << "a mask's edge is averaged";
  EXPECT_EQ(shares.regions[0][1], 0.5f);
  EXPECT_EQ(shares.regions[0][2], 1.0f);
  EXPECT_EQ(shares.regions[0][3], 0.25f) << "by weight";
  EXPECT_EQ(shares.regions[1][3], 0.75f);
  for (size_t p = 0; p < 8; ++p) {
    EXPECT_EQ(shares.background[p] + shares.regions[0][p] + shares.regions[1][p], 1.0f) << p;
  }
}

class Regions : public ::testing::TestWithParam<BackendRow> {
 protected:
  void SetUp() override {
    std::string reason;
    if (!find_backend(GetParam(), reason)) GTEST_SKIP() << reason;
    const auto folder = models / "tiny_sd1/tokenizer";
    pipeline_ = std::make_unique<Pipeline>(
        open_model(models / "tiny_sd1"),
        Bpe::from_files(folder / "vocab.json", folder / "merges.txt"), GetParam().open());
    recipe_.prompt = "a portrait of a banker";
    recipe_.negative = "blurry";
    recipe_.steps = 3;
    recipe_.width = 72;
    recipe_.height = 48;
  }
  Picture render(const Recipe& recipe) {
    const uint64_t seed = 5;
    return std::move(pipeline_->render(recipe, std::span(&seed, 1), {}).front());
  }
  double tolerance() const {
    return GetParam().precision == DType::f32   ? 1e-4
           : GetParam().precision == DType::f16 ? 2e-2
                                                : 8e-2;
  }

  std::unique_ptr<Pipeline> pipeline_;
  Recipe recipe_;
};

// Also where the region's prompt is longer than the recipe's, which is filled up then.
TEST_P(Regions, OneOfAllIsThePictureOfItsPrompt) {
  for (const char* mode : {"latent", "attention"}) {
    for (const char* prompt : {"a nurse", "a nurse BREAK on the moon"}) {
      Recipe alone = recipe_;
      alone.prompt = prompt;
      if (std::string_view(prompt).size() > 10) alone.negative = "blurry BREAK blurry";
      Recipe region = recipe_;
      region.negative = alone.negative;
      region.region_mode = mode;
      region.regions = {{prompt, mask_from(72, 48, 0), 1.0}};
      EXPECT_LE(relative_rms(render(region).latent, render(alone).latent), tolerance())
          << mode << " " << prompt;
    }
  }
}

TEST_P(Regions, PartsHaveTheirOwnPrompts) {
  for (const char* mode : {"latent", "attention"}) {
    Recipe region = recipe_;
    region.region_mode = mode;
    region.regions = {{"a nurse", mask_from(72, 48, 36), 1.0}};
    const Picture both = render(region);
    EXPECT_GT(relative_rms(both.latent, render(recipe_).latent), 1e-3) << mode;
    Recipe alone = recipe_;
    alone.prompt = "a nurse";
    EXPECT_GT(relative_rms(both.latent, render(alone).latent), 1e-3) << mode;
  }
}

TEST_P(Regions, MapsOfWordsLeaveThePictureAlone) {
  Recipe watched = recipe_;
  watched.word_maps = true;
  const Picture plain = render(recipe_), seen = render(watched);
  EXPECT_LE(relative_rms(seen.latent, plain.latent), tolerance());
  EXPECT_TRUE(plain.word_maps.empty());
  ASSERT_EQ(seen.word_maps.size(), 5u);
  const char* words[] = {"a", "portrait", "of", "a", "banker"};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(seen.word_maps[i].word, words[i]);
    ASSERT_EQ(seen.word_maps[i].heat.size(), 9u * 6u);
    for (const float heat : seen.word_maps[i].heat) {
      EXPECT_GT(heat, 0.0f);
      EXPECT_LT(heat, 0.5f) << "one of 77 tokens";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Backends, Regions, ::testing::ValuesIn(backend_rows()),
                         [](const auto& info) { return info.param.name; });

TEST(PicturePrompts, TheMiddleSquareIsNormalised) {
  Image picture{64, 32, std::vector<uint8_t>(64 * 32 * 3)};
  for (size_t i = 0; i < picture.rgb.size(); ++i) {
    const size_t column = i / 3 % 64;
    picture.rgb[i] = column < 16 || column >= 48 ? 0 : 255;
  }
  const std::vector<float> pixels = clip_pixels(picture, 32);
  ASSERT_EQ(pixels.size(), 32u * 32u * 3u);
  EXPECT_NEAR(pixels[0], (1 - 0.48145466) / 0.26862954, 1e-5) << "what sticks out is cut off";
  EXPECT_NEAR(pixels[2], (1 - 0.40821073) / 0.27577711, 1e-5);
  EXPECT_EQ(clip_pixels(picture, 224).size(), 224u * 224u * 3u);
}

TEST(PicturePrompts, PatchesLieBelowEachOtherBehindAnEmptyOne) {
  std::vector<float> pixels(4 * 4 * 3);
  std::iota(pixels.begin(), pixels.end(), 0.0f);
  const std::vector<float> column = patch_column(pixels, 4, 2);
  ASSERT_EQ(column.size(), 5u * 2u * 2u * 3u);
  for (size_t i = 0; i < 12; ++i) EXPECT_EQ(column[i], 0.0f);
  EXPECT_EQ(column[12], 0.0f);
  EXPECT_EQ(column[18], 12.0f) << "the first patch's second row";
  EXPECT_EQ(column[24], 6.0f) << "the patch to its right";
  EXPECT_EQ(column[36], 24.0f) << "the patch below";
}

}  // namespace
}  // namespace evenlight
