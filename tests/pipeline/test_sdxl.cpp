// Whole pictures of SDXL and its refiner against torch (tests/golden/make_sdxl.py), from the same
// noise, on every backend.
#include <gtest/gtest.h>

#include <map>

#include "engine/base/error.h"
#include "engine/cpu/cpu.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/recipe_check.h"
#include "tests/support/backends.h"
#include "tests/support/compare.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight {
namespace {

using test::Fixture;

const std::filesystem::path models =
    std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models";
constexpr uint64_t seed = 1;

Pipeline open_pipeline(const std::string& model, std::unique_ptr<Backend> backend) {
  const auto tokenizer = models / model / "tokenizer_2";
  return Pipeline(open_model(models / model),
                  Bpe::from_files(tokenizer / "vocab.json", tokenizer / "merges.txt"),
                  std::move(backend));
}

// make_sdxl.py's: the second of its prompts, guidance 4, eight steps.
Recipe recipe_of(const std::string& sampler, const std::string& schedule) {
  Recipe recipe;
  recipe.prompt = "a photo of a banker, 35mm";
  recipe.negative = "blurry";
  recipe.cfg = 4.0;
  recipe.steps = 8;
  recipe.sampler = sampler;
  recipe.schedule = schedule;
  recipe.width = recipe.height = 64;
  return recipe;
}

std::map<std::string, Recipe> base_recipes() {
  std::map<std::string, Recipe> recipes;
  const Recipe ddim = recipe_of("ddim", "leading");
  recipes["negative.ddim8"] = ddim;
  Recipe zeros = ddim;
  zeros.negative.clear();  // what this model was trained with in the place of nothing
  recipes["zeros.ddim8"] = zeros;
  Recipe empty = zeros;
  empty.empty_negative = "text";
  recipes["empty.ddim8"] = empty;
  Recipe sizes = ddim;
  sizes.original_height = 96;
  sizes.original_width = 48;
  sizes.crop_top = 8;
  sizes.crop_left = 16;
  sizes.target_height = 56;
  sizes.target_width = 72;
  recipes["sizes.ddim8"] = sizes;
  recipes["negative.euler.karras8"] = recipe_of("euler", "karras");
  return recipes;
}

std::map<std::string, Recipe> refiner_recipes() {
  std::map<std::string, Recipe> recipes;
  recipes["alone.ddim8"] = recipe_of("ddim", "leading");
  Recipe scores = recipes["alone.ddim8"];
  scores.aesthetic = 7;
  scores.negative_aesthetic = 3;
  recipes["scores.ddim8"] = scores;
  return recipes;
}

// [H,W,3] → [3,H,W]
std::vector<float> planes(const std::vector<float>& decoded) {
  const size_t pixels = decoded.size() / 3;
  std::vector<float> out(decoded.size());
  for (size_t i = 0; i < decoded.size(); ++i) out[i % 3 * pixels + i / 3] = decoded[i];
  return out;
}

class SdxlPictures : public ::testing::TestWithParam<BackendRow> {
 protected:
  void SetUp() override {
    std::string reason;
    if (!find_backend(GetParam(), reason)) GTEST_SKIP() << reason;
  }

  void compare(const std::string& model, const std::map<std::string, Recipe>& recipes) {
    const Fixture expected = test::load_fixture(models / model / "expected.safetensors");
    Pipeline pipeline = open_pipeline(model, GetParam().open());
    const bool exact = GetParam().precision == DType::f32;
    RenderOptions options;
    options.initial_noise = expected["pipeline.noise"].values;
    for (const auto& [name, recipe] : recipes) {
      const Picture picture = pipeline.render(recipe, std::span(&seed, 1), options).front();
      const std::string key = "pipeline." + name;
      const double error = relative_rms(picture.latent, expected[key + ".latent"].values);
      EXPECT_LE(error, exact ? 1e-3 : 5e-2) << name;
      EXPECT_GE(psnr(planes(picture.decoded), expected[key + ".image"].values), exact ? 45 : 35)
          << name;
      RecordProperty(name, std::to_string(error));
    }
  }
};

TEST_P(SdxlPictures, OfTheBase) {
  compare("tiny_sdxl", base_recipes());
}

TEST_P(SdxlPictures, OfTheRefinerAlone) {
  compare("tiny_sdxl_refiner", refiner_recipes());
}

// The base up to the sixth step of eight, the refiner from there.
TEST_P(SdxlPictures, OfBothOneAfterTheOther) {
  const Fixture expected = test::load_fixture(models / "tiny_sdxl_refiner/expected.safetensors");
  Recipe recipe = recipe_of("euler", "normal");
  recipe.refiner = open_model(models / "tiny_sdxl_refiner");
  recipe.refiner_start = 0.75;
  RenderOptions options;
  options.initial_noise = expected["pipeline.noise"].values;
  Pipeline pipeline = open_pipeline("tiny_sdxl", GetParam().open());
  for (const Residency residency : {Residency::together, Residency::in_turns}) {
    pipeline.keep(residency);
    const Picture picture = pipeline.render(recipe, std::span(&seed, 1), options).front();
    EXPECT_LE(relative_rms(picture.latent, expected["pipeline.both.euler.normal8.latent"].values),
              GetParam().precision == DType::f32 ? 1e-3 : 5e-2);
  }
}

INSTANTIATE_TEST_SUITE_P(Backends, SdxlPictures, ::testing::ValuesIn(backend_rows()),
                         [](const auto& info) { return info.param.name; });

TEST(Sdxl, EveryPictureOfABatchIsTheOneThatItsSeedAloneGives) {
  Pipeline pipeline = open_pipeline("tiny_sdxl", open_cpu({}));
  Recipe recipe = recipe_of("euler_a", "normal");
  recipe.prompt = "a (banker:1.3), on the moon, BREAK and a portrait";  // two chunks
  recipe.steps = 2;
  const std::vector<uint64_t> seeds = {5, 6};
  const auto together = pipeline.render(recipe, seeds, {});
  for (size_t i = 0; i < seeds.size(); ++i) {
    const Picture alone = pipeline.render(recipe, std::span(&seeds[i], 1), {}).front();
    EXPECT_EQ(alone.image, together[i].image);
  }
}

// Where memory does not suffice for all parts, the same bytes come out, also of the next picture.
TEST(Sdxl, PartsInTurnsMakeTheSamePicture) {
  Pipeline pipeline = open_pipeline("tiny_sdxl", open_cpu({}));
  Recipe recipe = recipe_of("dpmpp_sde", "karras");
  recipe.steps = 2;
  recipe.cfg_sigma_low = 1;  // the last step asks without guidance: another group
  const auto picture = [&] {
    return pipeline.render(recipe, std::span(&seed, 1), {}).front().image;
  };
  const Image together = picture();
  pipeline.keep(Residency::in_turns);
  EXPECT_EQ(picture(), together);
  EXPECT_EQ(picture(), together);
  pipeline.keep(Residency::together);
  EXPECT_EQ(picture(), together);
}

TEST(Sdxl, TurnsTakeLessMemory) {
  const auto model = open_model(models / "tiny_sdxl");
  Recipe recipe = recipe_of("euler", "normal");
  const auto needs = [&] { return estimate(recipe, *model, 1, describe_cpu(), DType::f32); };
  const Estimate whole = needs();
  EXPECT_LT(whole.in_turns_bytes, whole.weight_bytes + whole.activation_bytes);
  const double flops = whole.flops_total;
  recipe.refiner = open_model(models / "tiny_sdxl_refiner");
  const Estimate refined = needs();
  EXPECT_GT(refined.weight_bytes, whole.weight_bytes);
  EXPECT_LT(refined.in_turns_bytes, whole.in_turns_bytes * 2);
  EXPECT_GT(refined.flops_text, whole.flops_text);
  EXPECT_NEAR(refined.flops_total / flops, 1, 0.5);
}

TEST(Sdxl, TheRefinerBeginsAtItsShareOfAllSteps) {
  Recipe recipe;
  recipe.steps = 10;
  recipe.refiner_start = 0.7;
  EXPECT_EQ(first_refined_step(recipe, 10), 7);
  EXPECT_EQ(first_refined_step(recipe, 5), 2) << "a picture as the start left out five";
  EXPECT_EQ(first_refined_step(recipe, 2), 0);
  recipe.refiner_start = 0.71;
  EXPECT_EQ(first_refined_step(recipe, 10), 8);
  recipe.refiner_start = 1;
  EXPECT_EQ(first_refined_step(recipe, 10), 10) << "never";
}

TEST(Sdxl, AnotherKindOfModelIsNoRefiner) {
  Pipeline pipeline = open_pipeline("tiny_sdxl", open_cpu({}));
  Recipe recipe = recipe_of("euler", "normal");
  recipe.refiner = open_model(models / "tiny_sd2v");
  try {
    pipeline.prepared(recipe);
    FAIL() << "refined by another kind of latents";
  } catch (const RecipeFault& fault) {
    EXPECT_EQ(fault.key(), "refiner");
    EXPECT_NE(std::string(fault.what()).find("latents"), std::string::npos) << fault.what();
  }
}

// 1 and 2 are the same: SDXL reads no layer behind the one before the last.
TEST(Sdxl, ClipSkipBeginsAtTheLayerThatTheModelReads) {
  Pipeline pipeline = open_pipeline("tiny_sdxl", open_cpu({}));
  Recipe recipe = recipe_of("euler", "normal");
  recipe.steps = 2;
  const auto picture = [&](int skip) {
    recipe.clip_skip = skip;
    return pipeline.render(recipe, std::span(&seed, 1), {}).front().image;
  };
  EXPECT_EQ(picture(1), picture(2));
  EXPECT_NE(picture(2), picture(3));
  EXPECT_THROW(picture(4), Error) << "the encoders have three layers";
}

}  // namespace
}  // namespace evenlight
