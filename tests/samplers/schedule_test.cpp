#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>

#include "samplers/plan.h"
#include "samplers/schedules.h"
#include "tests/samplers/golden.h"

namespace evenlight::samplers {
namespace {

// Name and step count of a golden key such as "karras.10".
std::pair<std::string, int> parse_key(const std::string& key) {
  const auto dot = key.rfind('.');
  return {key.substr(0, dot), std::stoi(key.substr(dot + 1))};
}

NoiseConfig zero_snr() {
  NoiseConfig config;
  config.zero_terminal_snr = true;
  config.spacing = "trailing";
  return config;
}

TEST(NoiseSchedule, HasTheSigmasOfStableDiffusion) {
  const NoiseSchedule noise;
  const auto want = test::golden()["sigmas"].get<std::vector<float>>();
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_NEAR(noise.sigmas()[37 * i], want[i], 1e-6 * want[i]);
  }
}

TEST(NoiseSchedule, FindsFractionalTimesteps) {
  const NoiseSchedule noise;
  for (const auto& pair : test::golden()["fractional_timesteps"]) {
    EXPECT_NEAR(noise.timestep_of(pair[0]), pair[1].get<double>(), 2e-3);
  }
  for (int t = 0; t < 1000; ++t) {
    EXPECT_DOUBLE_EQ(noise.timestep_of(noise.sigma_of(t)), t);
    EXPECT_NEAR(noise.timestep_of(noise.sigma_of(t + 0.25)), std::min(t + 0.25, 999.0), 1e-6);
  }
  EXPECT_EQ(noise.timestep_of(1e-9), 0.0);
  EXPECT_EQ(noise.timestep_of(1e9), 999.0);
  EXPECT_THROW(noise.timestep_of(0), std::invalid_argument);
}

TEST(NoiseSchedule, ZeroTerminalSnrEndsInPureNoise) {
  const NoiseSchedule plain;
  const NoiseSchedule noise(zero_snr());
  EXPECT_EQ(noise.alpha_bar(999), 0.0);
  EXPECT_EQ(noise.level_at(999).alpha, 0.0);
  EXPECT_EQ(noise.level_at(999).sigma, 1.0);
  EXPECT_NEAR(noise.alpha_bar(0), plain.alpha_bar(0), 1e-7);
  EXPECT_NEAR(noise.sigma_max(), 4096.0, 0.01);
  EXPECT_EQ(noise.timestep_of(noise.sigma_max()), 999.0);
}

TEST(NoiseSchedule, RefusesBetasThatMakeNoSense) {
  const auto with = [](auto change) {
    NoiseConfig config;
    change(config);
    return config;
  };
  for (const auto& config : {
           with([](NoiseConfig& c) { c.train_steps = 1; }),
           with([](NoiseConfig& c) { c.train_steps = 2000000000; }),
           with([](NoiseConfig& c) { c.beta_start = 0; }),
           with([](NoiseConfig& c) { c.beta_start = NAN; }),
           with([](NoiseConfig& c) { c.beta_end = 1.5; }),
           with([](NoiseConfig& c) { c.beta_start = c.beta_end = 1e-12; }),
           with([](NoiseConfig& c) { c.steps_offset = -1; }),
       }) {
    EXPECT_THROW(NoiseSchedule{config}, std::invalid_argument);
  }
  EXPECT_EQ(beta_curve_by_name("linear"), BetaCurve::linear);
  EXPECT_THROW(beta_curve_by_name("cosine"), std::invalid_argument);
}

TEST(Schedules, MatchTheReference) {
  const NoiseSchedule noise;
  for (const auto& [key, want] : test::golden()["schedules"].items()) {
    const auto [name, steps] = parse_key(key);
    const auto got = find_schedule(name).sigmas(noise, steps);
    test::expect_close(got, want.get<std::vector<double>>(), 3e-6, key);
  }
}

TEST(Schedules, MatchDiffusersTimesteps) {
  const NoiseSchedule noise;
  for (const auto& [key, want] : test::golden()["timesteps"].items()) {
    const auto [name, steps] = parse_key(key);
    EXPECT_EQ(find_schedule(name).timesteps(noise, steps), want.get<std::vector<int>>()) << key;
  }
}

// ComfyUI's beta_scheduler: whole training steps, the first of them the last there is.
TEST(Schedules, BetaGoesByTimestepsFromZeroTerminalSnr) {
  const NoiseSchedule noise(zero_snr());
  const Plan plan = make_plan(noise, find_schedule("beta"), 9);
  const std::vector<double> want = {999, 952, 854, 724, 576, 423, 275, 145, 47};
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_NEAR(plan.levels[i].timestep, want[i], 1e-3) << i;
  }
  // Where whole steps would repeat, none is rounded, so that none is missing.
  const Plan long_plan = make_plan(noise, find_schedule("beta"), 400);
  EXPECT_EQ(long_plan.steps(), 400);
  EXPECT_LT(long_plan.levels[1].timestep, 999);
}

TEST(Schedules, AlwaysFallToZero) {
  for (const auto& config : {NoiseConfig{}, zero_snr()}) {
    const NoiseSchedule noise(config);
    for (const auto& row : schedules()) {
      if (row.id == "automatic") continue;
      for (const int steps : {1, 2, 3, 8, 11, 49, 50, 51, 100, 333}) {
        const Plan plan = make_plan(noise, row, steps);
        ASSERT_EQ(plan.sigmas.size(), size_t(steps + 1)) << row.id;
        ASSERT_EQ(plan.steps(), steps);
        EXPECT_EQ(plan.sigmas.back(), 0.0);
        for (size_t i = 0; i < plan.levels.size(); ++i) {
          EXPECT_GT(plan.sigmas[i], plan.sigmas[i + 1]) << row.id << ' ' << steps << ' ' << i;
          const auto& level = plan.levels[i];
          EXPECT_NEAR(level.alpha * level.alpha + level.sigma * level.sigma, 1.0, 1e-12);
          EXPECT_GE(level.timestep, 0.0);
          EXPECT_LE(level.timestep, 999.0);
          EXPECT_GE(plan.ends[i].alpha, level.alpha) << row.id << ' ' << steps << ' ' << i;
        }
      }
    }
  }
}

TEST(Plan, StrengthKeepsTheLastSteps) {
  const NoiseSchedule noise;
  const auto& normal = find_schedule("normal");
  const Plan whole = make_plan(noise, normal, 10);
  const Plan part = make_plan(noise, normal, 10, 0.45);
  EXPECT_TRUE(whole.from_noise);
  EXPECT_FALSE(part.from_noise);
  ASSERT_EQ(part.steps(), 4);
  EXPECT_EQ(part.sigmas.front(), whole.sigmas[6]);
  EXPECT_EQ(part.levels.front().timestep, whole.levels[6].timestep);
}

TEST(Plan, RefusesBadNumbers) {
  const NoiseSchedule noise;
  const auto& normal = find_schedule("normal");
  EXPECT_THROW(make_plan(noise, normal, 0), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, normal, -3), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, normal, 1001), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, normal, 10, 0.0), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, normal, 10, 1.1), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, normal, 10, NAN), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, normal, 4, 0.2), std::invalid_argument);
  EXPECT_THROW(make_plan(noise, find_schedule("automatic"), 4), std::invalid_argument);
}

}  // namespace
}  // namespace evenlight::samplers
