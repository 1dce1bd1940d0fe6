// A picture carries how it was made, for us and for other programs.
#include <gtest/gtest.h>

#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
using namespace std::string_literals;

const Arguments unusual = {"a (red:1.3) cat, \"oil\": 20:1\nsecond line <3",
                           "--negative",
                           "blurry,\nNegative: x",
                           "--sampler",
                           "dpmpp_2m_sde",
                           "--schedule",
                           "karras",
                           "--seed",
                           "18446744073709551615",
                           "--steps",
                           "4",
                           "--cfg",
                           "3.3",
                           "--cfg-rescale",
                           "0.7",
                           "--cfg-interval",
                           "0.5:10",
                           "--clip-skip",
                           "2",
                           "--eta",
                           "0.6",
                           "--prediction",
                           "v",
                           "--rng",
                           "philox",
                           "--width",
                           "32"};

Outcome render(const TemporaryFolder& folder, const Arguments& more) {
  const Outcome done = run(tiny_render(more), folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  return done;
}

// The model by the picture's own word for it.
Outcome render_recipe(const TemporaryFolder& folder, const std::string& recipe,
                      const std::string& output, const Arguments& more = {}) {
  const Outcome done =
      run(Arguments{"render", "--device", "cpu", "--recipe", recipe, "--output", output} + more,
          folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  return done;
}

TEST(Recipes, APictureMakesItselfAgain) {
  for (const Arguments& settings : {Arguments{"a cat"}, unusual}) {
    const TemporaryFolder folder;
    render(folder, settings + Arguments{"--output", "a.png"});
    // Known by its hash: the model was used before.
    render_recipe(folder, "a.png", "b.png");
    EXPECT_TRUE(read_file(folder / "a.png") == read_file(folder / "b.png"));
  }
}

// In another precision other bytes come out, so the picture's own counts, unless a flag names one.
TEST(Recipes, APictureIsMadeAgainOnItsDeviceInItsPrecision) {
  const TemporaryFolder folder;
  const auto again = [&](const std::string& output, const Arguments& more) {
    const Outcome done =
        run(Arguments{"render", "--recipe", "a.png", "--output", output} + more, folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
    return read_file(folder / output);
  };
  render(folder, {"a cat", "--precision", "bf16", "--output", "a.png"});
  EXPECT_TRUE(again("b.png", {}) == read_file(folder / "a.png"));
  const std::string other = again("c.png", {"--precision", "f32"});
  EXPECT_FALSE(other == read_file(folder / "a.png"));
  EXPECT_EQ(json::parse(png_texts(other).at("evenlight")).at("precision"), "f32");
}

TEST(Recipes, ADeviceThatIsNotHereIsToldAndReplaced) {
  const TemporaryFolder folder;
  render(folder, {"a cat", "--output", "a.png"});
  json recipe = json::parse(png_texts(read_file(folder / "a.png")).at("evenlight"));
  recipe["device"] = "cuda:3";
  write_file(folder / "r.json", recipe.dump());
  const Outcome done =
      run({"render", "--recipe", "r.json", "--output", "b.png", "--json"}, folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_NE(done.err.find("warning: The recipe's device or precision is not to be had"),
            std::string::npos)
      << done.err;
  EXPECT_NE(done.json().at("device"), "cuda:3");
}

TEST(Recipes, AJsonRecipeDoesTheSame) {
  const TemporaryFolder folder;
  render(folder, unusual + Arguments{"--output", "a.png"});
  const std::string recipe = png_texts(read_file(folder / "a.png")).at("evenlight");
  write_file(folder / "r.json", recipe);
  render_recipe(folder, "r.json", "b.png");
  EXPECT_TRUE(read_file(folder / "a.png") == read_file(folder / "b.png"));
  const json object = json::parse(recipe);
  EXPECT_EQ(object.at("prompt"), unusual[0]);
  EXPECT_EQ(object.at("seed"), 18446744073709551615u);
  EXPECT_EQ(object.at("cfg_interval"), (json{0.5, 10.0}));
  EXPECT_EQ(object.at("model").at("name"), "tiny");
}

TEST(Recipes, AMarkOfUtf8AtTheStartIsNoText) {
  const TemporaryFolder folder;
  write_file(folder / "r.json", "\xef\xbb\xbf{\"prompt\": \"a\", \"seed\": 3}");
  const Outcome done = render(folder, {"--recipe", "r.json", "--output", "a.png"});
  EXPECT_NE(done.out.find("a.png"), std::string::npos);
}

TEST(Recipes, TextsMayStandBehindThePicture) {
  const TemporaryFolder folder;
  render(folder, {"a cat", "--seed", "4", "--output", "a.png"});
  const std::string png = read_file(folder / "a.png");
  write_file(folder / "late.png", with_texts_last(png));
  render(folder, {"--recipe", "late.png", "--output", "b.png"});
  EXPECT_TRUE(read_file(folder / "b.png") == png);
}

TEST(Recipes, FlagsBesideARecipeWin) {
  const TemporaryFolder folder;
  render(folder, {"a cat", "--output", "a.png"});
  render(folder, {"a cat", "--steps", "5", "--sampler", "heun", "--output", "b.png"});
  render_recipe(folder, "a.png", "c.png", {"--steps", "5", "--sampler", "heun"});
  EXPECT_TRUE(read_file(folder / "b.png") == read_file(folder / "c.png"));
  render(folder, {"a (cat:1.5)", "--output", "read.png"});
  render(folder, {"a (cat:1.5)", "--raw", "--output", "raw.png"});
  render_recipe(folder, "raw.png", "again.png", {"--raw=false"});
  EXPECT_TRUE(read_file(folder / "again.png") == read_file(folder / "read.png"));
}

TEST(Recipes, AnotherModelIsRefusedOrNamed) {
  const TemporaryFolder folder;
  render(folder, {"a cat", "--output", "a.png"});
  json recipe = json::parse(png_texts(read_file(folder / "a.png")).at("evenlight"));
  recipe["model"]["sha256"] = std::string(64, '0');
  recipe["model"]["name"] = tiny_model().string();
  write_file(folder / "r.json", recipe.dump());
  const Outcome refused = run({"render", "--recipe", "r.json"}, folder.path());
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_NE(refused.err.find("made with another model"), std::string::npos);
  const Outcome asked =
      run(tiny_render({"--recipe", "r.json", "--output", "b.png"}), folder.path());
  EXPECT_EQ(asked.code, 0);
  EXPECT_NE(asked.err.find("made with another model"), std::string::npos);
}

TEST(Recipes, OtherProgramsCanReadThePicture) {
  const TemporaryFolder folder;
  render(folder, {"a cat", "--negative", "blue", "--sampler", "dpmpp_2m", "--schedule", "karras",
                  "--clip-skip", "2", "--output", "a.png"});
  const auto texts = png_texts(read_file(folder / "a.png"));
  const std::string hash = json::parse(texts.at("evenlight")).at("model").at("sha256");
  const std::string expected =
      "a cat\n"
      "Negative prompt: blue\n"
      "Steps: 2, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 1, Size: 16x16, "
      "Model hash: "s +
      hash.substr(0, 10) + ", Model: tiny, Clip skip: 2, RNG: CPU, Version: ";
  EXPECT_EQ(texts.at("parameters").substr(0, expected.size()), expected);
}

TEST(Recipes, PicturesOfOtherProgramsCanBeRead) {
  const TemporaryFolder folder;
  const std::string text =
      "a (red:1.2) cat\nNegative prompt: blue, sad\nSteps: 3, Sampler: DPM++ 2M Karras, "
      "CFG scale: 5.5, Seed: 77, Size: 32x16, Model hash: 0123456789, Model: \"some, model\", "
      "Clip skip: 2, RNG: CPU, Face restoration: CodeFormer, Version: v1.6.0";
  render(folder, {"a (red:1.2) cat",
                  "--negative",
                  "blue, sad",
                  "--steps",
                  "3",
                  "--sampler",
                  "dpmpp_2m",
                  "--schedule",
                  "karras",
                  "--cfg",
                  "5.5",
                  "--seed",
                  "77",
                  "--width",
                  "32",
                  "--clip-skip",
                  "2",
                  "--like",
                  "a1111",
                  "--output",
                  "ours.png"});
  const std::string ours = read_file(folder / "ours.png");
  write_file(folder / "theirs.png", with_only_text(ours, "parameters", text));
  write_file(folder / "theirs.txt", text);
  for (const char* theirs : {"theirs.png", "theirs.txt"}) {
    const Outcome done =
        run(tiny_render({"--recipe", theirs, "--output", "again.png", "--force"}), folder.path());
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_TRUE(read_file(folder / "again.png") == ours) << theirs;
    EXPECT_NE(done.err.find("face restoration"), std::string::npos) << done.err;
  }
}

// tEXt is Latin-1 by the standard; most programs write UTF-8 into it, some do not.
TEST(Recipes, TextsOfBothEncodingsAreRead) {
  const TemporaryFolder folder;
  render(folder, {"a", "--output", "ours.png"});
  const std::string ours = read_file(folder / "ours.png");
  const std::string settings = "\nSteps: 2, Sampler: Euler, Seed: 1, Size: 16x16";
  for (const std::string& written : {"Chlo\u00eb, \u591c\u306e\u6e2f"s, "Chlo\xeb"s}) {
    write_file(folder / "theirs.png", with_only_text(ours, "parameters", written + settings));
    const Outcome done =
        run(tiny_render({"--recipe", "theirs.png", "--dry-run", "--json"}), folder.path());
    ASSERT_EQ(done.code, 0) << done.err;
    const std::string prompt = done.json().at("recipe").at("prompt");
    EXPECT_TRUE(prompt == "Chlo\u00eb, \u591c\u306e\u6e2f" || prompt == "Chlo\u00eb") << prompt;
  }
}

// What a flag gives need not be possible in the file.
TEST(Recipes, FlagsWinOverWhatCannotBeDone) {
  const TemporaryFolder folder;
  write_file(folder / "a.json", R"({"prompt": "a", "sampler": "nope", "steps": 0, "width": 127})");
  write_file(folder / "a.txt", "a\nSteps: 0, Sampler: DPM fast, Seed: -1, Size: 127x16");
  const Arguments flags = {"--sampler", "euler", "--steps", "2", "--width", "16", "--seed", "1"};
  for (const char* file : {"a.json", "a.txt"}) {
    const Arguments words = {"--recipe", file, "--dry-run"};
    EXPECT_EQ(run(tiny_render(words), folder.path()).code, 3) << file;
    const Outcome done = run(tiny_render(words + flags), folder.path());
    EXPECT_EQ(done.code, 0) << file << done.err;
  }
}

// A file that another program's text names and that is not here is said; an error names its flag.
TEST(Recipes, FilesOfOtherProgramsAreSaidOrTakenAway) {
  const TemporaryFolder folder;
  const std::string settings = "a\nSteps: 2, Sampler: Euler, Seed: 1, Size: 16x16, RNG: CPU";
  const auto rendered = [&](const std::string& tail, const Arguments& flags = {}) {
    write_file(folder / "a.txt", settings + tail);
    return run(tiny_render(Arguments{"--recipe", "a.txt", "--dry-run"} + flags), folder.path());
  };
  const Outcome named = rendered(", VAE: soft, VAE hash: 12AB, Refiner: fine [34cd]");
  EXPECT_EQ(named.code, 0) << named.err;
  EXPECT_NE(named.err.find("--vae: the picture was made with \"soft\""), std::string::npos)
      << named.err;
  EXPECT_NE(named.err.find("--refiner: the picture was refined with the model \"fine\""),
            std::string::npos)
      << named.err;
  const Outcome away =
      rendered(", VAE: soft, Refiner: fine [34cd]", {"--refiner", "none", "--vae", "none"});
  EXPECT_EQ(away.code, 0) << away.err;
  EXPECT_EQ(away.err.find("soft"), std::string::npos) << away.err;
  EXPECT_EQ(away.err.find("fine"), std::string::npos) << away.err;
  const Outcome start = rendered(", Init image hash: ab, Denoising strength: 0.4");
  EXPECT_EQ(start.code, 3);
  EXPECT_NE(start.err.find("--init none"), std::string::npos) << start.err;
  EXPECT_EQ(rendered(", Init image hash: ab, Denoising strength: 0.4", {"--init", "none"}).code, 0);
  const Outcome wrong = rendered(", Refiner: fine", {"--refiner", "nowhere"});
  EXPECT_EQ(wrong.code, 3);
  EXPECT_NE(wrong.err.find("--refiner: nowhere"), std::string::npos) << wrong.err;
  write_file(folder / "b.txt", settings + ", Model hash: 81761151");
  const Outcome model = run({"render", "--recipe", "b.txt", "--dry-run"}, folder.path());
  EXPECT_EQ(model.code, 3);
  EXPECT_NE(model.err.find("by the hash 81761151 alone"), std::string::npos) << model.err;
}

TEST(Recipes, WhatWeWriteForOthersReadsBackTheSame) {
  const TemporaryFolder folder;
  render(folder, unusual + Arguments{"--output", "a.png"});
  const std::string png = read_file(folder / "a.png");
  write_file(folder / "stripped.png",
             with_only_text(png, "parameters", png_texts(png).at("parameters")));
  render(folder, {"--recipe", "stripped.png", "--output", "b.png"});
  EXPECT_TRUE(read_file(folder / "b.png") == png);
}

TEST(Recipes, TextBeyondLatin1Survives) {
  const TemporaryFolder folder;
  const Arguments prompts = {"Zoë, œuvre, 日本, \U0001f431", "--output", "a.png"};
  render(folder, prompts);
  const auto texts = png_texts(read_file(folder / "a.png"));
  EXPECT_TRUE(texts.at("parameters").starts_with(prompts[0]));
  render_recipe(folder, "a.png", "b.png");
  EXPECT_TRUE(read_file(folder / "a.png") == read_file(folder / "b.png"));
}

}  // namespace
}  // namespace evenlight::test
