// Prompts that change, join and weigh, in pictures: each against a prompt that must give the same.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "engine/base/error.h"
#include "engine/cpu/cpu.h"
#include "engine/pipeline/hires.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/unet_slots.h"

namespace evenlight {
namespace {

class Prompts : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::filesystem::path folder =
        std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models/tiny_sd1";
    BackendOptions options;
    options.threads = 1;
    pipeline_ = new Pipeline(
        open_model(folder),
        Bpe::from_files(folder / "tokenizer/vocab.json", folder / "tokenizer/merges.txt"),
        open_cpu(options));
  }
  static void TearDownTestSuite() {
    delete pipeline_;
    pipeline_ = nullptr;
  }

  static Recipe recipe_of(const std::string& prompt, int steps = 4) {
    Recipe recipe;
    recipe.prompt = prompt;
    recipe.negative = "blurry";
    recipe.steps = steps;
    recipe.width = 72;
    recipe.height = 48;
    return recipe;
  }

  static std::vector<float> latent(const Recipe& recipe) {
    return render_passes(*pipeline_, recipe, std::vector<uint64_t>{7}, {}).front().latent;
  }
  static std::vector<float> latent(const std::string& prompt, int steps = 4) {
    return latent(recipe_of(prompt, steps));
  }

  static Pipeline* pipeline_;
};

Pipeline* Prompts::pipeline_ = nullptr;

TEST_F(Prompts, ThatComeToTheSameGiveTheSameBytes) {
  const std::vector<float> cat = latent("a cat"), dog = latent("a dog");
  EXPECT_NE(cat, dog);
  for (const char* same : {"[a cat:a cat:2]", "a [cat:dog:9]", "a [cat|cat]", "[:a cat:0]",
                           "a cat :1 AND a dog :0", "a [dog:cat:0]"}) {
    EXPECT_EQ(latent(same), cat) << same;
  }
  const std::vector<float> halves = latent("a cat :0.5 AND a cat :0.5");
  for (size_t i = 0; i < cat.size(); ++i) EXPECT_NEAR(halves[i], cat[i], 1e-4) << i;
}

TEST_F(Prompts, ThatChangeGiveOtherPictures) {
  const std::vector<float> cat = latent("a cat"), dog = latent("a dog");
  std::vector<std::vector<float>> seen = {cat, dog};
  for (const char* other : {"a [cat:dog:0.5]", "a [dog:cat:0.5]", "a [cat|dog]", "a cat AND a dog",
                            "a cat AND a dog:-0.5"}) {
    const std::vector<float> now = latent(other);
    for (const auto& before : seen) EXPECT_NE(now, before) << other;
    seen.push_back(now);
  }
}

// More texts in turn than there are UNets for them share some, which are set anew each time. Spaces
// make another text, but no other tokens.
TEST_F(Prompts, InTurnsShareUnets) {
  std::string turns = "[cat|dog";
  for (int i = 1; i < 6; ++i) {
    const std::string spaces(size_t(i), ' ');
    turns += "|" + spaces + "cat|" + spaces + "dog";
  }
  EXPECT_EQ(latent(turns + "]", 25), latent("[cat|dog]", 25));
}

TEST_F(Prompts, OfABatchAreThoseOfEachPictureAlone) {
  const Recipe recipe = recipe_of("a [cat|dog] AND [a:b:0.5]:0.7");
  const auto both = pipeline_->render(recipe, std::vector<uint64_t>{6, 7}, {});
  EXPECT_EQ(both[1].latent, latent(recipe));
}

TEST_F(Prompts, ToKeepAwayFromChangeToo) {
  Recipe recipe = recipe_of("a cat");
  const std::vector<float> blurry = latent(recipe);
  recipe.negative = "[blurry:blurry:2]";
  EXPECT_EQ(latent(recipe), blurry);
  recipe.negative = "[blurry:dark:2]";
  EXPECT_NE(latent(recipe), blurry);
  recipe.negative = "blurry AND dark";
  EXPECT_THROW(latent(recipe), Error);
}

TEST_F(Prompts, AreReadRawOrAsComfyUiDoes) {
  Recipe recipe = recipe_of("[a:b:2]");
  const std::vector<float> changed = latent(recipe);
  recipe.raw = true;
  EXPECT_NE(latent(recipe), changed);
  recipe.raw = false;
  recipe.like = "comfyui";
  EXPECT_NE(latent(recipe), changed);
}

TEST_F(Prompts, WeighAsTheirEmphasisSays) {
  const auto weighed = [](const char* emphasis, const char* prompt = "a (cat:1.5)") {
    Recipe recipe = recipe_of(prompt);
    recipe.emphasis = emphasis;
    return latent(recipe);
  };
  const std::vector<float> plain = latent("a cat"), original = weighed("original");
  EXPECT_EQ(weighed("auto"), original);
  EXPECT_EQ(weighed("ignore"), plain);
  std::vector<std::vector<float>> seen = {plain, original};
  for (const char* other : {"no-norm", "none", "comfyui"}) {
    const std::vector<float> now = weighed(other);
    for (const auto& before : seen) EXPECT_NE(now, before) << other;
    seen.push_back(now);
  }
  EXPECT_EQ(weighed("comfyui", "a cat"), plain);
  EXPECT_THROW(weighed("loud"), Error);
}

// Without guidance AND counts from the negative prompt all the same, as in A1111.
TEST_F(Prompts, ComposeWithoutGuidance) {
  Recipe recipe = recipe_of("a cat AND a dog");
  recipe.cfg = 1.0;
  const std::vector<float> blurry = latent(recipe);
  recipe.negative = "dark";
  EXPECT_NE(latent(recipe), blurry);
  recipe.prompt = "a cat :0.5 AND a dog :0.5";
  const std::vector<float> halves = latent(recipe);
  recipe.negative = "blurry";
  EXPECT_EQ(latent(recipe), halves);
}

TEST_F(Prompts, GoOnInASecondPass) {
  Recipe recipe = recipe_of("a [cat:dog:4]");
  recipe.hires = {2, 4, 1};
  const std::vector<float> changed = latent(recipe);
  recipe.prompt = "a cat";
  EXPECT_NE(latent(recipe), changed);
  recipe.prompt = "a [cat:dog:6]";
  const PreparedRecipe second =
      pipeline_->prepared(second_pass(recipe, Image{72, 48, std::vector<uint8_t>(72 * 48 * 3)}));
  ASSERT_EQ(second.uses.size(), 3u);
  EXPECT_EQ(second.uses[0].steps.ranges(), (std::vector<StepRange>{{0, 1}}));
  EXPECT_FALSE(second.uses[1].steps.contains(1));
  EXPECT_TRUE(second.uses[1].steps.contains(2));
}

TEST_F(Prompts, BecomeOneConditionATextAndSide) {
  const PreparedRecipe prepared = pipeline_->prepared(recipe_of("[a|b] AND c:0.5"));
  ASSERT_EQ(prepared.uses.size(), 4u);
  const auto& uses = prepared.uses;
  EXPECT_EQ(uses[0].steps.ranges(), (std::vector<StepRange>{{0, 0}, {2, 2}}));
  EXPECT_TRUE(uses[1].steps.contains(1));
  EXPECT_TRUE(uses[1].steps.contains(3));
  EXPECT_FALSE(uses[1].steps.contains(2));
  EXPECT_EQ(uses[2].weight, 0.5);
  EXPECT_EQ(uses[3].side, Side::negative);
  EXPECT_TRUE(prepared.guidance.composes);
}

TEST(UnetSlots, AreSharedByWhatComesOneAfterAnother) {
  const std::vector<ConditionUse> uses(30);
  const Group a = {0}, b = {1}, c = {2}, both = {0, 1};
  const auto count = [&](const std::vector<Group>& order) {
    std::set<std::string> names;
    for (const auto& [group, name] : unet_slots(order, uses)) names.insert(name);
    return names.size();
  };
  EXPECT_EQ(count({a, a, b, b, c}), 1u);
  EXPECT_EQ(count({a, b, a, b}), 2u);
  EXPECT_EQ(count({a, b, a, c, c}), 2u);
  EXPECT_EQ(count({a, both}), 2u);  // of other sizes
  std::vector<Group> many;
  for (int round = 0; round < 2; ++round) {
    for (size_t i = 0; i < 30; ++i) many.push_back({i});
  }
  EXPECT_EQ(count(many), size_t(max_unet_slots));
}

}  // namespace
}  // namespace evenlight
