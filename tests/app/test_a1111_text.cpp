// What A1111 and programs after it wrote beside their pictures, and what became of it on its way.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "app/common/recipe/a1111_text.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

const std::string settings = "Steps: 4, Sampler: Euler a, CFG scale: 5, Seed: 11, Size: 64x64";

RecipeDocument read(const std::string& text, const RecipeKeys& overridden = {}) {
  EXPECT_TRUE(looks_like_a1111_text(text)) << text;
  return read_a1111_text(text, "a.txt", overridden);
}

bool notes(const RecipeDocument& document, std::string_view part) {
  return std::ranges::any_of(document.notes, [&](const Message& message) {
    const std::string note = worded(message);
    return note.find(part) != std::string::npos;
  });
}

struct Joined {
  const char* name;
  std::string text;
  std::string prompt;
  std::string negative;
};

class JoinedLines : public testing::TestWithParam<Joined> {};

TEST_P(JoinedLines, NoWordIsLost) {
  const RecipeDocument document = read(GetParam().text);
  EXPECT_EQ(document.recipe.prompt, GetParam().prompt);
  EXPECT_EQ(document.recipe.negative, GetParam().negative);
  EXPECT_EQ(document.recipe.steps, 4);
  EXPECT_EQ(document.recipe.seed, 11u);
  EXPECT_EQ(document.recipe.width, 64);
}

INSTANTIATE_TEST_SUITE_P(
    All, JoinedLines,
    testing::Values(
        Joined{"Usual", "a mill\nNegative prompt: grainy\n" + settings, "a mill", "grainy"},
        Joined{"NoNegative", "a mill\n" + settings, "a mill", ""},
        Joined{"NoPrompt", settings, "", ""},
        Joined{"OnlyNegative", "Negative prompt: grainy\n" + settings, "", "grainy"},
        Joined{"SeveralLines", "a mill,\nat dawn\nNegative prompt: grainy,\ndark\n" + settings,
               "a mill,\nat dawn", "grainy,\ndark"},
        Joined{"NegativeOnTheSettingsLine", "a mill\nNegative prompt: grainy, dark, " + settings,
               "a mill", "grainy, dark"},
        Joined{"NegativeEndsOnTheSettingsLine",
               "a mill\nNegative prompt: grainy,\ndark, " + settings, "a mill", "grainy,\ndark"},
        Joined{"OneLine", "a mill Negative prompt: grainy, dark, " + settings, "a mill",
               "grainy, dark"},
        Joined{"OneLineWithoutNegative", "a mill, oil paint, " + settings, "a mill, oil paint", ""},
        Joined{"PointsForLineEnds", "a mill.Negative prompt: grainy." + settings, "a mill",
               "grainy"},
        Joined{"AColonInThePrompt", "a mill, style: ink, " + settings, "a mill, style: ink", ""},
        Joined{"PromptInOneLineWithItsNegative", "a mill Negative prompt: grainy\n" + settings,
               "a mill", "grainy"},
        Joined{"WindowsLineEnds", "a mill\r\nNegative prompt: grainy\r\n" + settings, "a mill",
               "grainy"},
        Joined{"SettingsInAnotherOrder",
               "a mill\nSampler: Euler a, Seed: 11, Steps: 4, Size: 64x64", "a mill", ""}),
    [](const auto& info) { return info.param.name; });

TEST(A1111Text, WhatStandsBehindTheSettingsIsSaid) {
  const RecipeDocument document =
      read("a blue door\n" + settings + "\nTemplate: a {blue|green} door\nNegative Template: x");
  EXPECT_EQ(document.recipe.prompt, "a blue door");
  EXPECT_TRUE(notes(document, "Template: a {blue|green} door"));
}

TEST(A1111Text, ANameIsNoSetting) {
  const RecipeDocument document =
      read("a farm\n" + settings +
           R"(, Civitai resources: [{"type":"checkpoint","modelName":"Prairie, Size: 8x8, wide"},)"
           R"({"type":"lora","weight":0.6,"modelName":"Ink wash, Steps: 3"},)"
           R"({"type":"vae","modelName":"Soft"}], Civitai metadata: {"a":{"Steps: 1":"}"}})");
  EXPECT_EQ(document.recipe.width, 64);
  EXPECT_EQ(document.recipe.height, 64);
  EXPECT_EQ(document.recipe.steps, 4);
  EXPECT_TRUE(notes(document, "the LoRA Ink wash, Steps: 3"));
  EXPECT_TRUE(notes(document, "the vae Soft"));
  EXPECT_FALSE(notes(document, "Not understood"));
}

TEST(A1111Text, WhatIsMissingHereIsNamedAndThePromptTakenOver) {
  const RecipeDocument document = read(
      "a mill <lora:ink wash:0.7> at dawn <lyco:paper>\nNegative prompt: <hypernet:old:1>\n" +
      settings + ", Lora hashes: \"ink wash: 12ab, soft: 34cd\", VAE: kl-f8, Hires upscale: 2");
  // Whether a LoRA is here is known when its files are looked for.
  EXPECT_EQ(document.recipe.prompt, "a mill <lora:ink wash:0.7> at dawn <lyco:paper>");
  EXPECT_TRUE(document.of_another_program);
  ASSERT_EQ(document.loras.size(), 2u);
  EXPECT_EQ(document.loras[0].file.name, "ink wash");
  EXPECT_EQ(document.loras[0].file.sha256, "12ab");
  EXPECT_EQ(document.loras[1].file.name, "soft");
  EXPECT_EQ(document.recipe.negative, "");
  for (const char* part : {"the hypernetwork old", "VAE: kl-f8", "Hires upscale: 2"}) {
    EXPECT_TRUE(notes(document, part)) << part;
  }
  for (const char* tail :
       {"Mask blur: 4", "ControlNet 0: x", "Init image hash: ab", "Variation seed strength: 0.3"}) {
    EXPECT_THROW(read("a\n" + settings + ", " + tail), Error) << tail;
  }
}

TEST(A1111Text, AStrengthAloneProvesNothing) {
  EXPECT_TRUE(notes(read("a\n" + settings + ", Denoising strength: 0.62"), "0.62"));
  const RecipeDocument hires =
      read("a\n" + settings + ", Denoising strength: 0.7, First pass size: 512x512");
  EXPECT_TRUE(notes(hires, "high-resolution pass"));
  EXPECT_FALSE(notes(hires, "another picture"));
}

TEST(A1111Text, ANameWithoutAScheduleMeantTheModelsOwnLevels) {
  const auto schedule = [](const std::string& sampler, const std::string& more) {
    return read("a\nSteps: 4, Sampler: " + sampler + ", Seed: 1" + more).recipe.schedule;
  };
  for (const char* sampler :
       {"DPM++ 2M", "DPM2", "DPM2 a", "DPM++ SDE", "DPM++ 2S a", "DPM++ 2M SDE", "DPM++ 3M SDE"}) {
    EXPECT_EQ(schedule(sampler, ""), "normal") << sampler;
    EXPECT_EQ(schedule(sampler, ", Version: v1.8.0"), "normal") << sampler;
    EXPECT_EQ(schedule(sampler, ", Version: v1.9.0"), "automatic") << sampler;
    EXPECT_EQ(schedule(sampler, ", Version: 1.10.1"), "automatic") << sampler;
    EXPECT_EQ(schedule(std::string(sampler) + " Karras", ""), "karras") << sampler;
    EXPECT_EQ(schedule(sampler, ", Schedule type: Exponential"), "exponential") << sampler;
  }
  EXPECT_EQ(schedule("Euler a", ""), "automatic");
  EXPECT_EQ(schedule("DDIM", ""), "automatic");
}

TEST(A1111Text, DecimalCommasAreOneNumber) {
  const RecipeDocument document =
      read("a\nSteps: 4, CFG scale: 7,5, Sampler: Euler, Seed: 11,Size: 64x64");
  EXPECT_EQ(document.recipe.cfg, 7.5);
  EXPECT_EQ(document.recipe.seed, 11u);
  EXPECT_EQ(document.recipe.width, 64);
}

TEST(A1111Text, AFlagWinsOverWhatCannotBeDone) {
  const std::string text = "a\nSteps: 0, Sampler: DPM fast, CFG scale: 5, Seed: -1, Size: 127x64";
  EXPECT_THROW(read(text), Error);
  const RecipeDocument document = read(text, {"steps", "sampler", "seed", "width"});
  EXPECT_EQ(document.recipe.cfg, 5);
  EXPECT_EQ(document.recipe.height, 64);
  EXPECT_FALSE(document.given.contains("sampler"));
}

// SDXL pictures whose last steps another model made.
TEST(A1111Text, ARefinerIsReadAndWritten) {
  const RecipeDocument document = read(
      "a mill\n" + settings + ", Refiner: sd_xl_refiner_1.0 [7440042bbd], Refiner switch at: 0.7");
  EXPECT_EQ(document.refiner.name, "sd_xl_refiner_1.0");
  EXPECT_EQ(document.refiner.sha256, "7440042bbd");
  EXPECT_EQ(document.recipe.refiner_start, 0.7);
  EXPECT_FALSE(notes(document, "refiner"));
  const std::string text = write_a1111_text(document);
  EXPECT_NE(text.find("Refiner: sd_xl_refiner_1.0 [7440042bbd], Refiner switch at: 0.7"),
            std::string::npos)
      << text;
  EXPECT_EQ(write_a1111_text(read("a mill\n" + settings)).find("Refiner"), std::string::npos);
}

}  // namespace
}  // namespace evenlight
