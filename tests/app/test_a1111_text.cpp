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
        Joined{"ASecondNegativeLine",
               "a mill\nNegative prompt: grainy\nNegative prompt: dark\n" + settings, "a mill",
               "grainy\ndark"},
        Joined{"SettingsOverTwoLines",
               "a mill\nNegative prompt: grainy\nSteps: 4, Sampler: Euler a, CFG scale: 5,\n"
               "Seed: 11, Size: 64x64, Model: x",
               "a mill", "grainy"},
        Joined{"TwoSettingsOnTheFirstLine",
               "a mill\nSteps: 4, Sampler: Euler a\nCFG scale: 5, Seed: 11\nSize: 64x64", "a mill",
               ""},
        Joined{"StepsOnTheSecondLine",
               "a mill\nSampler: Euler a, CFG scale: 5\nSteps: 4, Seed: 11, Size: 64x64", "a mill",
               ""},
        Joined{"OneSettingALine",
               "a mill\nNegative prompt: grainy\nSteps: 4\nSampler: Euler a\nSeed: 11\nSize: 64x64",
               "a mill", "grainy"},
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
      settings + ", Lora hashes: \"ink wash: 12AB, soft: 34cd\", VAE: kl-f8, Hires upscale: 2");
  // Whether a LoRA or VAE is here is known when its files are looked for.
  EXPECT_EQ(document.recipe.prompt, "a mill <lora:ink wash:0.7> at dawn <lyco:paper>");
  EXPECT_TRUE(document.of_another_program);
  ASSERT_EQ(document.loras.size(), 2u);
  EXPECT_EQ(document.loras[0].file.name, "ink wash");
  EXPECT_EQ(document.loras[0].file.sha256, "12ab");
  EXPECT_EQ(document.loras[1].file.name, "soft");
  EXPECT_EQ(document.vae.name, "kl-f8");
  EXPECT_EQ(document.recipe.negative, "");
  EXPECT_TRUE(notes(document, "the hypernetwork old"));
  EXPECT_TRUE(notes(document, "enlarged with Latent"));
}

// Each setting, and what the notes say of it.
TEST(A1111Text, EverySettingThatMattersIsNamed) {
  const std::pair<const char*, const char*> named[] = {
      {"Hires upscale: 2, Hires checkpoint: other [ab]", "Hires checkpoint: other [ab]"},
      {"Hires upscale: 2, Hires prompt: x, Hires negative prompt: y", "Hires negative prompt: y"},
      {"ControlNet 0: \"Module: canny, Model: c [12]\"", "a ControlNet (ControlNet 0: Module"},
      {"ControlNet-0 Enabled: True, ControlNet-0 Model: c [12]", "ControlNet-0 Model: c [12]"},
      {"AddNet Enabled: True, AddNet Module 1: LyCORIS, AddNet Model 1: x(12)", "LyCORIS x(12)"},
      {"Hashes: {\"hypernet:ink\":\"12ab\",\"upscaler\":\"34\"}", "the hypernetwork ink"},
      {"Hashes: {\"upscaler\":\"34\"}", "passed over: Hashes: upscaler"},
      {"Hashes: no JSON", "passed over: Hashes"},
      {"TI hashes: \"a: zz\"", "the textual inversion a"},
      {"FreeU Stages: x", "FreeU Stages: x"},
      {"RP Active: True", "RP Active: True"},
      {"Fancy thing: 3, Other: 4", "passed over: Fancy thing, Other"},
      {"RNG: MPS", "noise from MPS"},
      {"VAE Decoder: TAESD", "VAE Decoder: TAESD"},
  };
  for (const auto& [tail, note] : named) {
    const RecipeDocument document = read("a\n" + settings + ", " + tail);
    EXPECT_TRUE(notes(document, note)) << tail;
    EXPECT_EQ(document.recipe.prompt, "a") << tail;
  }
}

TEST(A1111Text, FilesAreFoundInEveryListThereIs) {
  const RecipeDocument document = read(
      "a\n" + settings +
      ", VAE hash: 735E4C3A44, Lora hashes: \"ink: 12ab\", Hashes: {\"model\":\"0A1B2C3D4E\","
      "\"vae\":\"ffff\",\"lora:ink\":\"99\",\"lora:paper\":\"34cd\",\"embed:grain\":\"56ef\"}, "
      "AddNet Enabled: True, AddNet Module 1: LoRA, AddNet Model 1: foo(abcd1234), "
      "AddNet Weight A 1: 0,8, AddNet Weight B 1: 0.5");
  EXPECT_EQ(document.vae.sha256, "735e4c3a44");
  EXPECT_EQ(document.model_sha256, "0a1b2c3d4e");
  ASSERT_EQ(document.embeddings.size(), 1u);
  EXPECT_EQ(document.embeddings[0].name, "grain");
  ASSERT_EQ(document.loras.size(), 3u);
  EXPECT_EQ(document.loras[0].file.sha256, "12ab");
  EXPECT_EQ(document.loras[1].file.name, "foo");
  EXPECT_EQ(document.loras[1].file.sha256, "abcd1234");
  EXPECT_EQ(document.loras[1].weight, 0.8);
  EXPECT_EQ(document.loras[1].text_weight, 0.5);
  EXPECT_FALSE(document.loras[1].in_prompt);
  EXPECT_EQ(document.loras[2].file.name, "paper");
  EXPECT_FALSE(notes(document, "passed over"));
}

TEST(A1111Text, TheModelsOwnVaeNeedsNoWord) {
  for (const char* vae : {"None", "Automatic"}) {
    const RecipeDocument document = read("a\n" + settings + ", RNG: CPU, VAE: " + vae);
    EXPECT_FALSE(document.vae.is_given()) << vae;
    EXPECT_TRUE(document.notes.empty()) << vae;
  }
}

TEST(A1111Text, WhatIsCutOffGivesNoSettings) {
  for (const std::string tail :
       {R"(Civitai resources: [{"type":"checkpoint","modelName":"Bro, Size: 8x8)",
        R"(Hashes: {"model": "Bro, Size: 8x8, Seed: 5)", R"(Template: "a door, Size: 8x8, Seed: 5)",
        R"(Template: "a" door, Size: 8x8, Seed: 5)",
        R"(Civitai metadata: {"a":{"b":1}, Size: 8x8)"}) {
    const RecipeDocument document = read("a\n" + settings + ", " + tail);
    EXPECT_EQ(document.recipe.width, 64) << tail;
    EXPECT_EQ(document.recipe.seed, 11u) << tail;
    EXPECT_TRUE(notes(document, "cut off")) << tail;
  }
}

TEST(A1111Text, APictureToStartFromMustBeGiven) {
  for (const auto& [tail, flag] :
       {std::pair("Mask blur: 4", "mask"), {"Init image hash: ab", "init"}}) {
    try {
      read("a\n" + settings + ", " + tail);
      FAIL() << tail;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      EXPECT_NE(std::string(error.what()).find(flag), std::string::npos) << error.what();
    }
    EXPECT_EQ(read("a\n" + settings + ", " + tail, {flag}).recipe.prompt, "a");
  }
}

TEST(A1111Text, AHighResolutionPassIsTakenOver) {
  const auto hires = [](const std::string& tail, const RecipeKeys& overridden = {}) {
    return read("a\n" + settings + ", " + tail, overridden);
  };
  const RecipeDocument whole = hires(
      "Denoising strength: 0,4, Hires upscale: 1,5, Hires steps: 10, Hires upscaler: Lanczos");
  EXPECT_EQ(whole.recipe.hires, (std::vector<double>{1.5, 25, 0.4}));
  EXPECT_EQ(whole.recipe.hires_filter, "lanczos");
  EXPECT_FALSE(notes(whole, "enlarged"));
  EXPECT_FALSE(notes(whole, "denoising"));
  EXPECT_EQ(hires("Hires resize: 128x128").recipe.hires[0], 2.0);
  const RecipeDocument old = hires("Denoising strength: 0.7, First pass size: 32x32");
  EXPECT_EQ(old.recipe.hires, (std::vector<double>{2, 5, 0.7}));
  EXPECT_EQ(old.recipe.width, 32);
  for (const char* odd : {"Hires resize: 128x96", "Hires upscale: 9", "First pass size: 0x0"}) {
    const RecipeDocument document = hires(odd);
    EXPECT_TRUE(document.recipe.hires.empty()) << odd;
    EXPECT_TRUE(notes(document, odd)) << odd;
  }
  EXPECT_TRUE(hires("Hires upscale: 2", {"hires"}).recipe.hires.empty());
}

TEST(A1111Text, VariationsOfASeedAreTakenOver) {
  const RecipeDocument document = read("a\n" + settings +
                                       ", Variation seed: 7, Variation seed strength: 0,3, "
                                       "Seed resize from: 32x48, ENSD: 31337");
  EXPECT_EQ(document.recipe.variation_seed, 7u);
  EXPECT_EQ(document.recipe.variation_strength, 0.3);
  EXPECT_EQ(document.recipe.seed_resize, (std::vector<double>{32, 48}));
  EXPECT_EQ(document.recipe.eta_noise_seed_delta, 31337);
  EXPECT_EQ(read("a\n" + settings +
                 ", Seed resize from: -1x-1, Variation seed strength: 0, Variation seed: x")
                .recipe.variation_strength,
            0);
}

TEST(A1111Text, AStrengthAloneProvesNothing) {
  EXPECT_TRUE(notes(read("a\n" + settings + ", Denoising strength: 0.62"), "0.62"));
  const RecipeDocument hires =
      read("a\n" + settings + ", Denoising strength: 0.7, First pass size: 512x512");
  EXPECT_TRUE(notes(hires, "a high-resolution pass First pass size: 512x512"));
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
    EXPECT_EQ(schedule(sampler, ", Version: f2.0.1v1.10.1-previous-664-gd557aef9"), "automatic");
    EXPECT_EQ(schedule(sampler, ", Version: f0.0.17v1.8.0rc-latest-277"), "normal") << sampler;
    EXPECT_EQ(schedule(sampler, ", Version: neo"), "automatic") << sampler;
    EXPECT_EQ(schedule(sampler, ", Version: 5ab7f213"), "normal") << sampler;
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
  const RecipeDocument more = read("a\n" + settings +
                                   ", Eta: 0,3, CFG rescale: 0,25 , Refiner: x, "
                                   "Refiner switch at: 0,8");
  EXPECT_EQ(more.recipe.eta, 0.3);
  EXPECT_EQ(more.recipe.cfg_rescale, 0.25);
  EXPECT_EQ(more.recipe.refiner_start, 0.8);
}

// The file that has them, in upper or lower case, is the same.
TEST(A1111Text, HashesAreReadInUpperCase) {
  EXPECT_EQ(read("a\n" + settings + ", Model hash: 81761151AB").model_sha256, "81761151ab");
  EXPECT_EQ(read("a\n" + settings + ", Model hash: none of it").model_sha256, "");
}

TEST(A1111Text, AValueThatCannotBeNamesItsField) {
  try {
    read("a\nSteps: 4, Sampler: Nonesuch, Seed: 11");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("Choose sampler yourself"), std::string::npos)
        << error.what();
  }
}

TEST(A1111Text, HowWeightsActIsReadAndWritten) {
  const RecipeDocument document = read("a\n" + settings + ", Emphasis: No norm");
  EXPECT_EQ(document.recipe.emphasis, "no-norm");
  EXPECT_FALSE(notes(document, "weighting"));
  EXPECT_NE(write_a1111_text(document).find("Emphasis: No norm"), std::string::npos);
}

TEST(A1111Text, FlagsTakeTheFilesOfATextAway) {
  const RecipeDocument document =
      read("a\n" + settings + ", VAE: x, VAE hash: 12, Refiner: y [34]", {"vae", "refiner"});
  EXPECT_FALSE(document.vae.is_given());
  EXPECT_FALSE(document.refiner.is_given());
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
