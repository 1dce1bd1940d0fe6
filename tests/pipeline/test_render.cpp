// What a person may rely on, whatever the model: the same bytes, refusals, cancelling.
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/base/error.h"
#include "engine/cpu/cpu.h"
#include "engine/pipeline/pipeline.h"
#include "tests/support/backends.h"

namespace evenlight {
namespace {

const std::filesystem::path models =
    std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models";

Pipeline open_pipeline(std::unique_ptr<Backend> backend, const char* name = "tiny_sd1") {
  const auto folder = models / name / "tokenizer";
  return Pipeline(open_model(models / name),
                  Bpe::from_files(folder / "vocab.json", folder / "merges.txt"),
                  std::move(backend));
}

std::unique_ptr<Backend> cpu(int threads, DType precision = DType::f32) {
  BackendOptions options;
  options.threads = threads;
  options.precision = precision;
  return open_cpu(options);
}

Recipe small_recipe() {
  Recipe recipe;
  recipe.prompt = "a portrait of a (banker:1.3), BREAK on the moon";
  recipe.negative = "blurry";
  recipe.steps = 3;
  recipe.sampler = "euler_a";  // draws noise between steps as well
  recipe.width = 72;
  recipe.height = 48;
  return recipe;
}

std::vector<Picture> render(Pipeline& pipeline, const Recipe& recipe,
                            const std::vector<uint64_t>& seeds) {
  return pipeline.render(recipe, seeds, {});
}

Picture render_one(Pipeline& pipeline, const Recipe& recipe, uint64_t seed = 5) {
  return std::move(render(pipeline, recipe, {seed}).front());
}

void expect_same(const Picture& a, const Picture& b, const std::string& what) {
  EXPECT_EQ(a.latent, b.latent) << what;
  EXPECT_EQ(a.image.rgb, b.image.rgb) << what;
}

class SameBytes : public ::testing::TestWithParam<BackendRow> {
 protected:
  void SetUp() override {
    std::string reason;
    if (!find_backend(GetParam(), reason)) GTEST_SKIP() << reason;
  }
};

TEST_P(SameBytes, OnEveryRunAndBatchSize) {
  Pipeline pipeline = open_pipeline(GetParam().open());
  const Recipe recipe = small_recipe();
  const std::vector<Picture> four = render(pipeline, recipe, {5, 6, 7, 8});
  ASSERT_EQ(four.size(), 4u);
  Pipeline fresh = open_pipeline(GetParam().open());
  for (size_t k = 0; k < 4; ++k) {
    expect_same(four[k], render_one(fresh, recipe, 5 + k), "alone, seed " + std::to_string(5 + k));
  }
  EXPECT_NE(four[0].image.rgb, four[1].image.rgb);
  // After other sizes and prompts.
  Recipe other = recipe;
  other.width = 120, other.prompt = "an old fast food worker", other.cfg = 1;
  render_one(pipeline, other);
  expect_same(four[0], render_one(pipeline, recipe), "after another picture");
}

INSTANTIATE_TEST_SUITE_P(Backends, SameBytes, ::testing::ValuesIn(backend_rows()),
                         [](const auto& info) { return info.param.name; });

TEST(Render, ThreadsDoNotMatter) {
  for (const DType precision : {DType::f32, DType::bf16}) {
    Pipeline one = open_pipeline(cpu(1, precision));
    const Picture expected = render_one(one, small_recipe());
    for (const int threads : {2, 3}) {
      Pipeline many = open_pipeline(cpu(threads, precision));
      expect_same(expected, render_one(many, small_recipe()), std::to_string(threads));
    }
  }
}

TEST(Render, GivenNoiseReplacesTheFirstDrawOnly) {
  Pipeline pipeline = open_pipeline(cpu(2));
  const Picture drawn = render_one(pipeline, small_recipe());
  RenderOptions options;
  options.initial_noise = drawn.noise;
  const uint64_t seed = 5;
  const auto again = pipeline.render(small_recipe(), std::span(&seed, 1), options);
  expect_same(drawn, again.front(), "from its own noise");
}

TEST(Render, GuidanceIntervalsJoinUp) {
  Pipeline pipeline = open_pipeline(cpu(2));
  Recipe recipe = small_recipe();
  const Picture guided = render_one(pipeline, recipe);
  recipe.cfg_sigma_low = 0, recipe.cfg_sigma_high = 1e9;
  expect_same(guided, render_one(pipeline, recipe), "an interval that holds every step");
  recipe.cfg_sigma_low = 1e8;
  const Picture outside = render_one(pipeline, recipe);
  recipe = small_recipe();
  recipe.cfg = 1;
  expect_same(render_one(pipeline, recipe), outside, "an interval that holds none");
  EXPECT_NE(guided.image.rgb, outside.image.rgb);
}

TEST(Render, WordsCount) {
  Pipeline pipeline = open_pipeline(cpu(2));
  Recipe recipe = small_recipe();
  const Picture first = render_one(pipeline, recipe);
  const auto expect_other = [&](const std::string& what, const Recipe& changed) {
    EXPECT_NE(first.image.rgb, render_one(pipeline, changed).image.rgb) << what;
  };
  Recipe changed = recipe;
  changed.prompt = "a portrait of a (banker:1.1), BREAK on the moon";
  expect_other("weight", changed);
  changed.prompt = recipe.prompt + std::string(200, 'x') + " po po po po po po po po po po po po";
  for (int i = 0; i < 90; ++i) changed.prompt += " rain";
  expect_other("more than one chunk", changed);
  changed = recipe, changed.negative = "sharp";
  expect_other("negative prompt", changed);
  changed = recipe, changed.raw = true;
  expect_other("raw", changed);
  changed = recipe, changed.clip_skip = 2;
  expect_other("clip skip", changed);
  changed = recipe, changed.cfg_rescale = 0.7;
  expect_other("rescale", changed);
  changed = recipe, changed.rng = "philox";
  expect_other("generator", changed);
  changed = recipe, changed.prediction = "v";
  expect_other("prediction", changed);
}

TEST(Render, EverySamplerEndsInAPicture) {
  for (const char* model : {"tiny_sd1", "tiny_sd2v"}) {
    Pipeline pipeline = open_pipeline(cpu(2), model);
    for (const char* sampler :
         {"euler", "euler_a", "heun", "dpmpp_2m", "dpmpp_2m_sde", "ddim", "lcm"}) {
      for (const char* schedule :
           {"automatic", "normal", "karras", "exponential", "sgm_uniform", "simple", "trailing"}) {
        Recipe recipe = small_recipe();
        recipe.sampler = sampler, recipe.schedule = schedule;
        EXPECT_NO_THROW(render_one(pipeline, recipe)) << model << sampler << schedule;
      }
    }
  }
}

TEST(Render, ReportsEveryStep) {
  Pipeline pipeline = open_pipeline(cpu(2));
  std::vector<int> steps;
  RenderOptions options;
  options.report = [&](const StepReport& report) {
    EXPECT_EQ(report.steps, 3);
    EXPECT_EQ(report.x0.size(), size_t(4 * 9 * 6));
    steps.push_back(report.step);
  };
  const uint64_t seed = 1;
  pipeline.render(small_recipe(), std::span(&seed, 1), options);
  EXPECT_EQ(steps, (std::vector<int>{1, 2, 3}));
}

// A recipe is checked and its prompts are read once, for the memory check as for the picture.
TEST(Render, GoesOnFromAPreparedRecipe) {
  Pipeline pipeline = open_pipeline(cpu(2));
  const PreparedRecipe prepared = pipeline.prepared(small_recipe());
  EXPECT_EQ(prepared.prompts.size(), 2u);
  EXPECT_EQ(prepared.prompts[0].size(), prepared.prompts[1].size());
  const uint64_t seed = 5;
  const auto pictures = pipeline.render(prepared, std::span(&seed, 1), {});
  expect_same(render_one(pipeline, small_recipe()), pictures.front(), "prepared");
}

double difference(const Image& a, const Image& b) {
  double sum = 0;
  for (size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(int(a.rgb[i]) - int(b.rgb[i]));
  return sum / double(a.rgb.size());
}

TEST(Render, StartsFromAPicture) {
  const auto folder = std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets/default_model/model";
  Pipeline pipeline(
      open_model(folder),
      Bpe::from_files(folder / "tokenizer/vocab.json", folder / "tokenizer/merges.txt"), cpu(2));
  Recipe recipe;
  recipe.prompt = "a portrait of a judge";
  recipe.width = recipe.height = 64;
  recipe.steps = 10;
  recipe.cfg = 2;
  const auto first = std::make_shared<Image>(render_one(pipeline, recipe, 1).image);
  const auto from = [&](double strength) {
    Recipe again = recipe;
    again.prompt = "a portrait of a nurse";
    again.start = FromPicture{first};
    again.strength = strength;
    return render_one(pipeline, again, 2).image;
  };
  const double near = difference(*first, from(0.1)), further = difference(*first, from(0.6)),
               away = difference(*first, from(1.0));
  EXPECT_LT(near, further);
  EXPECT_LT(further, away);
  int steps = 0;
  RenderOptions options;
  options.report = [&](const StepReport&) { ++steps; };
  recipe.start = FromPicture{first};
  recipe.strength = 0.35;
  const uint64_t seed = 2;
  pipeline.render(recipe, std::span(&seed, 1), options);
  EXPECT_EQ(steps, 3);  // ⌊10 · 0.35⌋
}

struct Cancelled {};

TEST(Render, CancelsFromThePollAndGoesOnAfterwards) {
  Pipeline pipeline = open_pipeline(cpu(2));
  const Picture whole = render_one(pipeline, small_recipe());
  for (const int after : {1, 10, 100}) {
    int asked = 0;
    RenderOptions options;
    options.poll = [&] {
      if (++asked == after) throw Cancelled();
    };
    const uint64_t seed = 5;
    EXPECT_THROW(pipeline.render(small_recipe(), std::span(&seed, 1), options), Cancelled);
  }
  expect_same(whole, render_one(pipeline, small_recipe()), "after cancelling");
}

TEST(Render, CancelsWhileItLoads) {
  Pipeline pipeline = open_pipeline(cpu(2));
  int asked = 0;
  pipeline.prepare(small_recipe(), 1, [&] { ++asked; });
  EXPECT_GT(asked, 50);  // at every weight
  for (const int after : {1, 2, asked}) {
    Pipeline other = open_pipeline(cpu(2));
    int left = after;
    const Poll poll = [&] {
      if (--left == 0) throw Cancelled();
    };
    EXPECT_THROW(other.prepare(small_recipe(), 1, poll), Cancelled);
    expect_same(render_one(pipeline, small_recipe()), render_one(other, small_recipe()),
                "after cancelling");
  }
}

class Refused : public ::testing::Test {
 protected:
  void expect(const std::string& words, auto change, const char* model = "tiny_sd1") {
    Pipeline pipeline = open_pipeline(cpu(1), model);
    Recipe recipe = small_recipe();
    change(recipe);
    try {
      render_one(pipeline, recipe);
      ADD_FAILURE() << words << ": was not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage) << error.what();
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    }
  }
};

TEST_F(Refused, BadRecipes) {
  expect("width: expected a multiple of 8 from 8 to 8192, got 70", [](Recipe& r) { r.width = 70; });
  expect("height: expected", [](Recipe& r) { r.height = 0; });
  expect("got 1048576", [](Recipe& r) { r.height = 1 << 20; });
  expect("steps: expected a number from 1 to 1000, got 0", [](Recipe& r) { r.steps = 0; });
  expect("got 1001", [](Recipe& r) { r.steps = 1001; });
  expect("cfg", [](Recipe& r) { r.cfg = std::numeric_limits<double>::quiet_NaN(); });
  expect("cfg_rescale", [](Recipe& r) { r.cfg_rescale = 1.5; });
  expect("cfg_interval", [](Recipe& r) { r.cfg_sigma_low = 2, r.cfg_sigma_high = 1; });
  expect("clip_skip: expected", [](Recipe& r) { r.clip_skip = 4; });
  expect("eta", [](Recipe& r) { r.eta = 2; });
  expect("init: the picture has 8×8 pixels, the recipe 72×48", [](Recipe& r) {
    r.start = FromPicture{std::make_shared<Image>(Image{8, 8, std::vector<uint8_t>(192)})};
  });
  expect("strength: 0.1 of 3 steps leaves none", [](Recipe& r) {
    r.start = FromPicture{std::make_shared<Image>(Image{72, 48, std::vector<uint8_t>(10368)})};
    r.strength = 0.1;
  });
  expect("sampler", [](Recipe& r) { r.sampler = "eular"; });
  expect("schedule", [](Recipe& r) { r.schedule = "karas"; });
  expect("rng", [](Recipe& r) { r.rng = "mt"; });
  expect("prediction", [](Recipe& r) { r.prediction = "x0"; });
  expect(
      "zero terminal SNR", [](Recipe& r) { r.prediction = "epsilon"; }, "tiny_sd2v");
}

TEST(Estimate, CountsWeightsAsTheDeviceHoldsThem) {
  const auto model =
      open_model(std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets/default_model/model");
  const auto bytes = [&](bool keeps_f16, DType precision) {
    DeviceInfo device;
    device.keeps_f16 = keeps_f16;
    return estimate(small_recipe(), *model, 1, device, precision).weight_bytes;
  };
  const uint64_t wide = bytes(false, DType::f32);
  EXPECT_EQ(bytes(false, DType::f16), wide / 2);
  EXPECT_EQ(bytes(true, DType::bf16), wide / 2);  // narrow already
  // All but biases, norms and the tables of the text encoder.
  EXPECT_GT(bytes(true, DType::f32), wide / 2);
  EXPECT_LT(bytes(true, DType::f32), wide * 0.55);
}

}  // namespace
}  // namespace evenlight
