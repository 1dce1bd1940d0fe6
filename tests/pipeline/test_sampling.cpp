// What the network is asked in the course of a picture.
#include <gtest/gtest.h>

#include "engine/pipeline/conditions.h"
#include "engine/pipeline/evaluations.h"

namespace evenlight {
namespace {

const std::vector<ConditionUse> both = {{.side = Side::positive}, {.side = Side::negative}};
const Group guided = {1, 0}, plain = {0};
using Counts = std::map<Group, int>;

Recipe ten_steps() {
  Recipe recipe;
  recipe.steps = 10;
  return recipe;
}

Counts count(const Recipe& recipe, const std::vector<ConditionUse>& uses = both) {
  return evaluations_of(sampling_of(recipe, SchedulerConfig()), guidance_of(recipe), uses);
}

TEST(Evaluations, AreCountedAsTheSamplerAsks) {
  Recipe recipe = ten_steps();
  EXPECT_EQ(count(recipe), (Counts{{guided, 10}}));
  recipe.sampler = "heun";  // twice a step, but once for the last
  EXPECT_EQ(count(recipe), (Counts{{guided, 19}}));
  recipe.sampler = "dpmpp_2m_sde";
  EXPECT_EQ(count(recipe), (Counts{{guided, 10}}));
}

TEST(Evaluations, WithoutGuidanceNeedThePromptAlone) {
  Recipe recipe = ten_steps();
  recipe.cfg = 1.0;
  EXPECT_EQ(count(recipe), (Counts{{plain, 10}}));
}

TEST(Evaluations, OfAnIntervalAreGuidedInsideItOnly) {
  Recipe recipe = ten_steps();
  const auto plan = sampling_of(recipe, SchedulerConfig()).plan;
  recipe.cfg_sigma_low = plan.sigmas[6];  // the ends count
  recipe.cfg_sigma_high = plan.sigmas[3];
  EXPECT_EQ(count(recipe), (Counts{{guided, 4}, {plain, 6}}));
}

TEST(Evaluations, OfAPromptInSomeStepsAreAskedThereOnly) {
  const std::vector<ConditionUse> uses = {{.side = Side::positive, .steps = {0, 6}},
                                          {.side = Side::negative},
                                          {.side = Side::positive, .steps = {4, 9}}};
  EXPECT_EQ(count(ten_steps(), uses), (Counts{{{1, 0}, 4}, {{1, 0, 2}, 3}, {{1, 2}, 3}}));
  Recipe heun = ten_steps();
  heun.sampler = "heun";  // the end of a step is the level of the next one
  EXPECT_EQ(count(heun, uses), (Counts{{{1, 0}, 7}, {{1, 0, 2}, 6}, {{1, 2}, 6}}));
}

using Floats = std::vector<float>;

TEST(Conditions, APlainOneIsTakenAsItIs) {
  const ConditionUse use;
  const Floats values = {0.1f, 0.7f};
  EXPECT_EQ(composed(std::vector<ConditionOutput>{{&use, values}}, Floats{5, 5}), values);
}

// Liu et al. 2022, equation 11: rest + Σ weight·(output − rest).
TEST(Conditions, WeightsPushAwayFromTheRest) {
  const ConditionUse more = {.weight = 1.5}, less = {.weight = -0.5};
  const Floats a = {1, 2}, b = {4, 8}, rest = {2, 1};
  const std::vector<ConditionOutput> outputs = {{&more, a}, {&less, b}};
  EXPECT_EQ(composed(outputs, rest), (Floats{2 + 1.5f * -1 - 0.5f * 2, 1 + 1.5f * 1 - 0.5f * 7}));
}

TEST(Conditions, MasksShareOutThePicture) {
  // Two channels of two positions.
  const ConditionUse left = {.mask = {1, 0.25f}}, right = {.mask = {0, 0.75f}};
  const Floats a = {1, 2, 3, 4}, b = {10, 20, 30, 40}, rest = {7, 7, 7, 7};
  const std::vector<ConditionOutput> outputs = {{&left, a}, {&right, b}};
  const Floats want = {1, 15.5f, 3, 31};
  EXPECT_EQ(composed(outputs, rest), want);
  EXPECT_EQ(composed(outputs, {}), want);
}

TEST(Conditions, WhereNoneCountsTheRestDoes) {
  const ConditionUse left = {.mask = {1, 0}};
  const Floats a = {1, 2}, rest = {7, 8};
  const std::vector<ConditionOutput> outputs = {{&left, a}};
  EXPECT_EQ(composed(outputs, rest), (Floats{1, 8}));
  EXPECT_EQ(composed(outputs, {}), a);
}

}  // namespace
}  // namespace evenlight
