// SDXL through the command: what its recipes hold, its refiner, tiles.
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

const std::filesystem::path models =
    std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models";
const std::string base = (models / "tiny_sdxl").string();
const std::string refiner = (models / "tiny_sdxl_refiner").string();

Arguments render_of(const std::string& model, const Arguments& more) {
  return Arguments{"render", "a banker", "--model",  model, "--steps", "2",
                   "--seed", "5",        "--device", "cpu", "--json"} +
         more;
}

json recipe_of(const Outcome& done) {
  EXPECT_EQ(done.code, 0) << done.err;
  return done.code == 0 ? done.json()["images"][0]["recipe"] : json();
}

std::string sha256_of(const Outcome& done) {
  EXPECT_EQ(done.code, 0) << done.err;
  return done.code == 0 ? done.json()["images"][0]["sha256"] : json();
}

// The model's zeros unless an empty prompt is given: then the recipe says so.
TEST(Sdxl, NoNegativePromptIsNotAnEmptyOne) {
  const TemporaryFolder folder;
  const auto rendered = [&](const std::string& name, const Arguments& more) {
    return run(render_of(base, more + Arguments{"--output", name, "--save-latent", name + ".npy"}),
               folder.path());
  };
  const json none = recipe_of(rendered("none.png", {}));
  EXPECT_FALSE(none.contains("empty_negative"));
  const json empty = recipe_of(rendered("empty.png", {"--negative", ""}));
  EXPECT_EQ(empty["empty_negative"], "text");
  const json zeros =
      recipe_of(rendered("zeros.png", {"--negative", "", "--empty-negative", "zeros"}));
  EXPECT_EQ(zeros["empty_negative"], "zeros");
  const auto latent = [&](const std::string& name) { return read_file(folder / (name + ".npy")); };
  EXPECT_TRUE(latent("none.png") == latent("zeros.png"));
  EXPECT_FALSE(latent("none.png") == latent("empty.png"));
  // Made again from the picture.
  const Outcome again = run({"render", "--recipe", "empty.png", "--model", base, "--output",
                             "again.png", "--save-latent", "again.png.npy"},
                            folder.path());
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(latent("again.png") == latent("empty.png"));
}

TEST(Sdxl, OtherModelsRecipesSayNothingOfIt) {
  const TemporaryFolder folder;
  const Outcome done =
      run(tiny_render({"a cat", "--negative", "", "--json", "--output", "a.png"}), folder.path());
  const json recipe = recipe_of(done);
  for (const char* key : {"empty_negative", "original_width", "crop_top", "aesthetic", "vae_tile",
                          "refiner", "refiner_start"}) {
    EXPECT_FALSE(recipe.contains(key)) << key;
  }
}

TEST(Sdxl, SizesStandInTheRecipe) {
  const TemporaryFolder folder;
  const json recipe = recipe_of(run(render_of(base, {"--original-width", "512", "--crop-top", "16",
                                                     "--target-height", "96", "--output", "a.png"}),
                                    folder.path()));
  EXPECT_EQ(recipe["original_width"], 512);
  EXPECT_EQ(recipe["crop_top"], 16);
  EXPECT_EQ(recipe["target_height"], 96);
  EXPECT_FALSE(recipe.contains("crop_left"));
  const Outcome far =
      run(render_of(base, {"--crop-left", "-1", "--output", "b.png"}), folder.path());
  EXPECT_EQ(far.code, 2) << far.err;
  EXPECT_NE(far.err.find("--crop-left"), std::string::npos) << far.err;
}

TEST(Sdxl, ARefinerWalksTheLastSteps) {
  const TemporaryFolder folder;
  const Outcome plain = run(render_of(base, {"--output", "plain.png"}), folder.path());
  const Outcome refined =
      run(render_of(base, {"--refiner", refiner, "--refiner-start", "0.5", "--output", "a.png"}),
          folder.path());
  const json recipe = recipe_of(refined);
  EXPECT_EQ(recipe["refiner"]["name"], "tiny_sdxl_refiner");
  EXPECT_EQ(recipe["refiner"]["sha256"].get<std::string>().size(), 64u);
  EXPECT_EQ(recipe["refiner_start"], 0.5);
  EXPECT_NE(sha256_of(refined), sha256_of(plain));
  // Both models are found again by what the picture says of them.
  const Outcome again =
      run({"render", "--recipe", "a.png", "--output", "b.png", "--json"}, folder.path());
  EXPECT_EQ(sha256_of(again), sha256_of(refined));
  // It never begins: the base alone.
  const Outcome never = run(render_of(base, {"--refiner", refiner, "--refiner-start", "1",
                                             "--output", "c.png", "--save-latent", "c.npy"}),
                            folder.path());
  EXPECT_EQ(never.code, 0) << never.err;
  run(render_of(base, {"--output", "d.png", "--save-latent", "d.npy"}), folder.path());
  EXPECT_TRUE(read_file(folder / "c.npy") == read_file(folder / "d.npy"));
}

TEST(Sdxl, WhatIsNoRefinerIsRefused) {
  const TemporaryFolder folder;
  const Outcome other = run(
      render_of(base, {"--refiner", tiny_model().string(), "--output", "a.png"}), folder.path());
  EXPECT_EQ(other.code, 2) << other.err;
  EXPECT_NE(other.err.find("latents"), std::string::npos) << other.err;
  const Outcome missing =
      run(render_of(base, {"--refiner", "nowhere", "--output", "a.png"}), folder.path());
  EXPECT_EQ(missing.code, 3) << missing.err;
  EXPECT_NE(missing.err.find("nowhere"), std::string::npos) << missing.err;
}

TEST(Sdxl, TheRefinerAlone) {
  const TemporaryFolder folder;
  const json recipe = recipe_of(
      run(render_of(refiner, {"--aesthetic", "7.5", "--output", "a.png"}), folder.path()));
  EXPECT_EQ(recipe["aesthetic"], 7.5);
  EXPECT_FALSE(recipe.contains("negative_aesthetic"));
}

// With the built-in model, whose pictures of this size come to an end.
TEST(Sdxl, TilesStandInTheRecipeAndKeepTheLatent) {
  const TemporaryFolder folder;
  const Arguments size = {"--width", "256", "--height", "192"};
  const auto rendered = [&](const std::string& name, const Arguments& more) {
    return run(Arguments{"render", "a judge", "--steps", "2", "--seed", "5", "--device", "cpu",
                         "--json", "--output", name, "--save-latent", name + ".npy"} +
                   size + more,
               folder.path());
  };
  const json whole = recipe_of(rendered("whole.png", {}));
  EXPECT_FALSE(whole.contains("vae_tile"));
  const json tiled = recipe_of(rendered("tiled.png", {"--vae-tile", "128"}));
  EXPECT_EQ(tiled["vae_tile"], 128);
  EXPECT_TRUE(read_file(folder / "whole.png.npy") == read_file(folder / "tiled.png.npy"));
  EXPECT_FALSE(read_file(folder / "whole.png") == read_file(folder / "tiled.png"));
  const Outcome small = rendered("small.png", {"--vae-tile", "64"});
  EXPECT_EQ(small.code, 2) << small.err;
  EXPECT_NE(small.err.find("--vae-tile"), std::string::npos) << small.err;
}

TEST(Sdxl, InspectAndVerify) {
  const TemporaryFolder folder;
  const Outcome inspected = run({"models", "inspect", base, "--json"}, folder.path());
  ASSERT_EQ(inspected.code, 0) << inspected.err;
  EXPECT_EQ(inspected.json()["family"], "sdxl");
  EXPECT_TRUE(inspected.json()["parts"].contains("text_2"));
  for (const std::string& model : {base, refiner}) {
    const Outcome verified = run({"models", "verify", model, "--json"}, folder.path());
    EXPECT_EQ(verified.code, 0) << verified.err;
  }
}

}  // namespace
}  // namespace evenlight::test
