// Pictures that are decoded in tiles look like those that are decoded whole.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/base/error.h"
#include "engine/cpu/cpu.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/tiles.h"
#include "tests/support/compare.h"

namespace evenlight {
namespace {

const std::filesystem::path source = EVENLIGHT_SOURCE_DIR;

TEST(Tiles, CoverTheLatentEvenly) {
  Recipe recipe;
  recipe.width = 1216;
  recipe.height = 832;
  recipe.vae_tile = 512;
  const TileGrid grid = tile_grid(recipe, VaeConfig{});
  EXPECT_EQ(grid.columns.length, 64);
  EXPECT_EQ(grid.columns.starts, (std::vector<int64_t>{0, 44, 88}));
  EXPECT_EQ(grid.rows.starts, (std::vector<int64_t>{0, 40}));
  recipe.vae_tile = 1216;
  EXPECT_TRUE(tile_grid(recipe, VaeConfig{}).is_whole());
  recipe.vae_tile = 0;
  EXPECT_TRUE(tile_grid(recipe, VaeConfig{}).is_whole());
  recipe.vae_tile = 128;
  for (const TileAxis& axis :
       {tile_grid(recipe, VaeConfig{}).rows, tile_grid(recipe, VaeConfig{}).columns}) {
    for (size_t i = 1; i < axis.starts.size(); ++i) {
      EXPECT_GE(axis.starts[i - 1] + axis.length - axis.starts[i], axis.length / 4);
    }
  }
}

// A decoder that enlarges each latent, and so needs no surroundings: nothing is lost or doubled.
TEST(Tiles, JoinedAreTheWhole) {
  VaeConfig vae;
  vae.latent_channels = 1;
  constexpr int64_t height = 37, width = 52;
  std::vector<float> latent(height * width);
  for (size_t i = 0; i < latent.size(); ++i) latent[i] = std::sin(float(i));
  Recipe recipe;
  recipe.width = width * 8;
  recipe.height = height * 8;
  recipe.vae_tile = 128;
  const TileGrid grid = tile_grid(recipe, vae);
  ASSERT_FALSE(grid.is_whole());
  const auto enlarge = [](std::span<const float> part, int64_t rows, int64_t columns) {
    std::vector<float> picture;
    for (int64_t y = 0; y < rows * 8; ++y) {
      for (int64_t x = 0; x < columns * 8; ++x) {
        picture.insert(picture.end(), 3, part[size_t(y / 8 * columns + x / 8)]);
      }
    }
    return picture;
  };
  const auto joined =
      decode_in_tiles(grid, vae, latent, height, width, [&](std::span<const float> part) {
        return enlarge(part, grid.rows.length, grid.columns.length);
      });
  EXPECT_LE(relative_rms(joined, enlarge(latent, height, width)), 1e-6);
}

// The built-in model, whose decoder is a trained one: no difference to be seen, and no edge where
// tiles meet.
TEST(Tiles, OfATrainedModelHaveNoSeams) {
  const auto folder = source / "assets/default_model/model";
  Pipeline pipeline(
      open_model(folder),
      Bpe::from_files(folder / "tokenizer/vocab.json", folder / "tokenizer/merges.txt"),
      open_cpu({}));
  Recipe recipe;
  recipe.prompt = "a portrait of a judge";
  recipe.width = recipe.height = 256;
  recipe.steps = 8;
  recipe.cfg = 4;
  const uint64_t seed = 7;
  const Picture whole = pipeline.render(recipe, std::span(&seed, 1), {}).front();
  recipe.vae_tile = 128;
  const Picture tiled = pipeline.render(recipe, std::span(&seed, 1), {}).front();
  EXPECT_EQ(tiled.latent, whole.latent);
  EXPECT_GE(psnr(tiled.decoded, whole.decoded), 28);
  // The difference changes as little across the borders of tiles as elsewhere.
  const auto step = [&](int64_t x) {
    double sum = 0;
    for (int64_t y = 0; y < 256; ++y) {
      const size_t at = size_t(y * 256 + x) * 3;
      sum += std::abs((tiled.decoded[at] - whole.decoded[at]) -
                      (tiled.decoded[at - 3] - whole.decoded[at - 3]));
    }
    return sum / 256;
  };
  double all = 0;
  for (int64_t x = 1; x < 256; ++x) all += step(x) / 255;
  const TileGrid grid = tile_grid(recipe, pipeline.configs().vae);
  for (size_t i = 1; i < grid.columns.starts.size(); ++i) {
    EXPECT_LE(step(grid.columns.starts[i] * 8), 4 * all);
    EXPECT_LE(step((grid.columns.starts[i - 1] + grid.columns.length) * 8), 4 * all);
  }
}

TEST(Tiles, AreNotSmallerThanTheirSurroundings) {
  Recipe recipe;
  recipe.vae_tile = 64;
  EXPECT_THROW(check_recipe(recipe, ModelConfigs{}), RecipeFault);
  recipe.vae_tile = 128;
  EXPECT_NO_THROW(check_recipe(recipe, ModelConfigs{}));
}

}  // namespace
}  // namespace evenlight
