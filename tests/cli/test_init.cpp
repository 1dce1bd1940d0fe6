// `render --init`: a picture as the start, in flags, recipes and jobs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/picture_folder.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class Init : public PictureFolder {
 protected:
  static std::string picture(int width, int height, int shade) {
    return two_colours(width, height, shade);
  }
};

TEST_F(Init, IsInTheRecipeWhichMakesThePictureAgain) {
  const std::string first = rendered({"a", "--init", "start.png", "--strength", "0.5"});
  const json recipe = recipe_of(first);
  EXPECT_EQ(recipe.at("init").at("name"), "start.png");
  EXPECT_EQ(recipe.at("init").at("sha256").get<std::string>().size(), 64u);
  EXPECT_EQ(recipe.at("strength"), 0.5);
  EXPECT_FALSE(recipe.contains("fit"));
  const std::string parameters = png_texts(first).at("parameters");
  EXPECT_NE(parameters.find("Denoising strength: 0.5"), std::string::npos) << parameters;
  // From the picture's own recipe, with the initial picture found by its name.
  fs::rename(folder_ / "out.png", folder_ / "first.png");
  EXPECT_TRUE(rendered({"--recipe", "first.png"}) == first);
  EXPECT_FALSE(rendered({"a"}) == first);
  EXPECT_FALSE(rendered({"--recipe", "first.png", "--strength", "1"}) == first);
}

TEST_F(Init, IsFoundAgainInAnotherFolderAndMissedWhenItIsGone) {
  fs::create_directories(folder_ / "photos");
  fs::rename(folder_ / "start.png", folder_ / "photos/my start.png");
  const std::string first = rendered({"a", "--init", "photos/my start.png"}, "first.png");
  EXPECT_EQ(recipe_of(first).at("init").at("name"), "my start.png");
  EXPECT_TRUE(rendered({"--recipe", "first.png"}) == first) << "where it was last seen";
  fs::rename(folder_ / "photos/my start.png", folder_ / "photos/else.png");
  expect_refusal({"--recipe", "first.png"}, 3, "--init: the file my start.png (sha256");
  EXPECT_EQ(recipe_of(rendered({"--recipe", "first.png", "--init", "photos/else.png"}))
                .at("init")
                .at("name"),
            "else.png");
}

TEST_F(Init, AChangedPictureIsSaid) {
  rendered({"a", "--init", "start.png"}, "first.png");
  write_file(folder_ / "start.png", picture(16, 16, 41));
  expect_refusal({"--recipe", "first.png"}, 3, "start.png: was changed after the recipe");
  // Unless a person names it: then it is a warning.
  const Outcome told = render({"--recipe", "first.png", "--init", "start.png"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_NE(told.err.find("another file than the recipe's"), std::string::npos) << told.err;
}

TEST_F(Init, GivesItsProportionsWhereNoSizeIsNamed) {
  write_file(folder_ / "wide.png", picture(64, 16, 40));
  Arguments flags = tiny_render({"a", "--init", "wide.png", "--dry-run", "--json"});
  for (const char* flag : {"--width", "--height"}) {
    const auto at = std::ranges::find(flags, flag);
    if (at != flags.end()) flags.erase(at, at + 2);
  }
  const Outcome planned = run(flags, folder_.path());
  ASSERT_EQ(planned.code, 0) << planned.err;
  const json recipe = planned.json().at("recipe");
  EXPECT_EQ(recipe.at("width").get<int>(), 4 * recipe.at("height").get<int>());
}

TEST_F(Init, FitsAndTheStrengthDecideThePicture) {
  write_file(folder_ / "wide.png", picture(48, 16, 40));
  const std::string crop = rendered({"a", "--init", "wide.png"});
  const std::string pad = rendered({"a", "--init", "wide.png", "--fit", "pad"});
  const std::string stretch = rendered({"a", "--init", "wide.png", "--fit", "stretch"});
  EXPECT_FALSE(crop == pad);
  EXPECT_FALSE(pad == stretch);
  EXPECT_EQ(recipe_of(pad).at("fit"), "pad");
  const auto steps = [&](const char* strength) {
    const Outcome planned =
        render({"a", "--init", "wide.png", "--strength", strength, "--steps", "10", "--dry-run"});
    EXPECT_EQ(planned.code, 0) << planned.err;
    return planned.out.substr(planned.out.find("\nsteps: "), 12);
  };
  EXPECT_EQ(steps("0.35"), "\nsteps: 3 of");
  EXPECT_EQ(steps("1"), "\nsteps: 10 o");
}

TEST_F(Init, WhatCannotBeIsRefused) {
  expect_refusal({"a", "--init", "nowhere.png"}, 3, "--init: nowhere.png: no such file.");
  write_file(folder_ / "text.png", "once upon a time");
  expect_refusal({"a", "--init", "text.png"}, 3, "text.png: is no picture");
  expect_refusal({"a", "--strength", "0.5"}, 2, "--strength: ");
  expect_refusal({"a", "--init", "start.png", "--strength", "1.5"}, 2, "--strength: expected");
  expect_refusal({"a", "--init", "start.png", "--strength", "0.1"}, 2, "leaves none to walk");
  expect_refusal({"a", "--init", "start.png", "--fit", "squeeze"}, 2, "crop, pad, stretch");
  write_file(folder_ / "r.json", R"({"prompt":"a","init":{"file":"start.png"}})");
  expect_refusal({"--recipe", "r.json"}, 3, "init: expected {\"name\", \"sha256\"}");
}

TEST_F(Init, JobsNameThemAndAreSkippedWhenTheyAreDone) {
  fs::create_directories(folder_ / "jobs");
  fs::rename(folder_ / "start.png", folder_ / "jobs/start.png");
  std::string lines;
  for (int seed = 1; seed <= 2; ++seed) {
    lines += json{{"prompt", "a"},
                  {"seed", seed},
                  {"init", "start.png"},
                  {"strength", 0.5},
                  {"output", fmt::format("{}.png", seed)}}
                 .dump() +
             "\n";
  }
  write_file(folder_ / "jobs/list.jsonl", lines);
  const Arguments jobs = tiny_render({"--jobs", "jobs/list.jsonl", "--json"});
  const Outcome done = run(jobs, folder_.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json().at("images").size(), 2u);
  EXPECT_EQ(run(jobs, folder_.path()).json().at("skipped").size(), 2u);
  // Another picture is another recipe.
  write_file(folder_ / "jobs/start.png", picture(16, 16, 44));
  const Outcome changed = run(jobs, folder_.path());
  EXPECT_EQ(changed.json().at("failed").size(), 2u) << changed.out;
}

TEST_F(Init, AnA1111TextTakesThePictureFromTheFlag) {
  write_file(folder_ / "a.txt",
             "a\nSteps: 4, Sampler: Euler, CFG scale: 5, Seed: 1, Size: 16x16, Denoising "
             "strength: 0.5, Init image hash: 0123456789\n");
  expect_refusal({"--recipe", "a.txt"}, 3, "an initial picture");
  const json recipe = recipe_of(rendered({"--recipe", "a.txt", "--init", "start.png"}));
  EXPECT_EQ(recipe.at("strength"), 0.5);
}

TEST_F(Init, ASecondPassMakesThePictureLarger) {
  const std::string large = rendered({"a", "--hires", "2:4:0.5", "--save-latent", "l.npy"});
  const json recipe = recipe_of(large);
  EXPECT_EQ(recipe.at("width"), 16);
  EXPECT_EQ(recipe.at("hires"), (json{2, 4, 0.5}));
  // What the second pass alone makes of the first one's picture.
  rendered({"a"}, "small.png");
  std::filesystem::rename(folder_ / "out.png", folder_ / "large.png");
  const Outcome again = render({"a", "--init", "small.png", "--width", "32", "--height", "32",
                                "--steps", "4", "--strength", "0.5"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(pixels_of(read_file(folder_ / "out.png")) == pixels_of(large));
  EXPECT_FALSE(pixels_of(rendered({"--recipe", "large.png", "--hires-filter", "nearest"})) ==
               pixels_of(large));
  expect_refusal({"a", "--hires", "5"}, 2, "--hires: expected");
  expect_refusal({"a", "--hires", "2", "--height", "4160"}, 2, "--height: expected");
}

TEST_F(Init, AuditsHaveNone) {
  const Outcome asked = run({"audit", "run", "core-12", "--init", "start.png"}, folder_.path());
  EXPECT_EQ(asked.code, 2);
  EXPECT_NE(asked.err.find("--init"), std::string::npos) << asked.err;
}

}  // namespace
}  // namespace evenlight::test
