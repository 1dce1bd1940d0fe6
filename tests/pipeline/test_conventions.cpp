#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "engine/pipeline/conventions.h"
#include "engine/pipeline/sampling.h"

namespace evenlight {
namespace {

Recipe like(const char* program, const char* sampler = "euler") {
  Recipe recipe;
  recipe.like = program;
  recipe.sampler = sampler;
  recipe.schedule = "karras";
  recipe.steps = 20;
  return recipe;
}

samplers::Plan plan_of(const Recipe& recipe) {
  return sampling_of(recipe, SchedulerConfig{}).plan;
}

Recipe from_picture(Recipe recipe, double strength) {
  recipe.start = FromPicture{std::make_shared<const Image>(Image{64, 64, {}})};
  recipe.strength = strength;
  return recipe;
}

TEST(Conventions, KnowsItsPrograms) {
  for (const char* id : {"evenlight", "a1111", "comfyui", "diffusers"}) {
    ASSERT_NE(find_conventions(id), nullptr) << id;
    EXPECT_EQ(plan_of(like(id)).steps(), 20) << id;
  }
  EXPECT_EQ(find_conventions("paint"), nullptr);
}

TEST(Conventions, StepsOfAPictureAreCountedAsThere) {
  const auto steps = [](const char* program, double strength) {
    return plan_of(from_picture(like(program), strength)).steps();
  };
  EXPECT_EQ(steps("evenlight", 0.5), 10);
  EXPECT_EQ(steps("diffusers", 0.5), 10);
  EXPECT_EQ(steps("a1111", 0.5), 11);
  EXPECT_EQ(steps("comfyui", 0.5), 20);
  EXPECT_LT(plan_of(from_picture(like("comfyui"), 0.5)).sigmas.front(),
            plan_of(like("comfyui")).sigmas.front());
}

TEST(Conventions, ARunBeginsAsThere) {
  const samplers::Plan plan = plan_of(like("comfyui"));
  ASSERT_TRUE(plan.start_sigma);
  EXPECT_DOUBLE_EQ(*plan.start_sigma, std::hypot(1.0, plan.sigmas.front()));
  EXPECT_FALSE(plan_of(like("a1111")).start_sigma);
}

TEST(Conventions, TheLevelBeforeTheLastIsLeftOutAsThere) {
  const auto least = [](const char* program, const char* sampler) {
    const samplers::Plan plan = plan_of(like(program, sampler));
    EXPECT_EQ(plan.steps(), 20);
    return plan.sigmas[19];
  };
  const double kept = least("evenlight", "dpm2");
  EXPECT_GT(least("a1111", "dpm2"), kept);
  EXPECT_GT(least("comfyui", "dpm2"), kept);
  EXPECT_EQ(least("a1111", "dpmpp_2m"), kept);
  EXPECT_GT(least("comfyui", "unipc"), kept);
  EXPECT_EQ(least("a1111", "unipc"), kept);
}

TEST(Conventions, SamplersAreThoseOfThere) {
  const auto sampling = [](const char* program, const char* sampler) {
    return sampling_of(like(program, sampler), SchedulerConfig{});
  };
  EXPECT_EQ(sampling("evenlight", "deis").sampler.id, "deis");
  EXPECT_EQ(sampling("comfyui", "deis").sampler.id, "deis_3");
  EXPECT_EQ(sampling("evenlight", "dpm_fast").eta, 0.0);
  EXPECT_EQ(sampling("a1111", "dpm_fast").eta, 1.0);
  EXPECT_FALSE(sampling("evenlight", "dpmpp_sde").along_path);
  EXPECT_TRUE(sampling("a1111", "dpmpp_sde").along_path);
  EXPECT_FALSE(sampling("a1111", "euler_a").along_path);
  Recipe fresh = like("a1111", "dpmpp_sde");
  fresh.sde_noise = "fresh";
  EXPECT_FALSE(sampling_of(fresh, SchedulerConfig{}).along_path);
}

TEST(Conventions, NoiseOfTheStepsComesFromWhereItDoesThere) {
  Recipe recipe = like("comfyui");
  EXPECT_EQ(step_seed_delta(recipe), 1);
  recipe.rng = "philox";
  EXPECT_EQ(step_seed_delta(recipe), 0);
  recipe.eta_noise_seed_delta = 31337;
  EXPECT_EQ(step_seed_delta(recipe), 31337);
  EXPECT_FALSE(step_seed_delta(like("a1111")));
}

TEST(Conventions, GivenSigmasGoBeforeTheSchedule) {
  Recipe recipe = like("evenlight");
  recipe.sigmas = {10.0, 2.0, 0.5, 0.0};
  EXPECT_EQ(plan_of(recipe).sigmas, recipe.sigmas);
}

}  // namespace
}  // namespace evenlight
