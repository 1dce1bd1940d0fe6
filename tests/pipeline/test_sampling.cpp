#include <gtest/gtest.h>

#include "engine/pipeline/sampling.h"

namespace evenlight {
namespace {

Recipe ten_steps() {
  Recipe recipe;
  recipe.steps = 10;
  return recipe;
}

Evaluations count(const Recipe& recipe) {
  return evaluations_of(recipe, SchedulerConfig());
}

TEST(Evaluations, AreCountedAsTheSamplerAsks) {
  Recipe recipe = ten_steps();
  EXPECT_EQ(count(recipe).guided, 10);
  EXPECT_EQ(count(recipe).plain, 0);
  recipe.sampler = "heun";  // twice a step, but once for the last
  EXPECT_EQ(count(recipe).guided, 19);
  recipe.sampler = "dpmpp_2m_sde";
  EXPECT_EQ(count(recipe).guided, 10);
}

TEST(Evaluations, WithoutGuidanceNeedThePromptAlone) {
  Recipe recipe = ten_steps();
  recipe.cfg = 1.0;
  EXPECT_EQ(count(recipe).guided, 0);
  EXPECT_EQ(count(recipe).plain, 10);
}

TEST(Evaluations, OfAnIntervalAreGuidedInsideItOnly) {
  Recipe recipe = ten_steps();
  const auto plan = sampling_of(recipe, SchedulerConfig()).plan;
  recipe.cfg_sigma_low = plan.sigmas[6];  // the ends count
  recipe.cfg_sigma_high = plan.sigmas[3];
  EXPECT_EQ(count(recipe).guided, 4);
  EXPECT_EQ(count(recipe).plain, 6);
}

}  // namespace
}  // namespace evenlight
