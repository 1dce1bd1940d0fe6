#include "samplers/registry.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "samplers/argument_error.h"

namespace evenlight::samplers {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = char(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Every name of a table leads to one row only.
template <class Row>
void expect_unambiguous(std::span<const Row> rows) {
  std::set<std::string> taken;
  for (const auto& row : rows) {
    std::set<std::string> own = {lower(row.id), lower(row.name)};
    for (const auto alias : row.aliases) own.insert(lower(alias));
    for (const auto& name : own) EXPECT_TRUE(taken.insert(name).second) << name;
    EXPECT_EQ(row.id, lower(row.id));
  }
}

TEST(Registry, HasUnambiguousNames) {
  expect_unambiguous(samplers());
  expect_unambiguous(schedules());
}

TEST(Registry, KnowsOtherProgramsNames) {
  EXPECT_EQ(find_sampler("Euler a").id, "euler_a");
  EXPECT_EQ(find_sampler("DPM++ 2M").id, "dpmpp_2m");
  EXPECT_EQ(find_sampler("dpm++ 2m sde").id, "dpmpp_2m_sde");
  EXPECT_EQ(find_sampler("EulerAncestralDiscreteScheduler").id, "euler_a");
  EXPECT_EQ(find_schedule("SGM Uniform").id, "sgm_uniform");
  EXPECT_EQ(find_schedule("DDIM").id, "leading");
}

TEST(Registry, SaysWhatItAccepts) {
  try {
    find_sampler("warp");
    FAIL();
  } catch (const ArgumentError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("\"warp\""), std::string::npos);
    for (const auto& row : samplers()) EXPECT_NE(message.find(row.id), std::string::npos);
  }
  EXPECT_THROW(find_schedule(""), std::invalid_argument);
}

TEST(Registry, PartsSamplerAndSchedule) {
  const auto ids = [](std::string_view name) {
    const auto [sampler, schedule] = find_sampler_and_schedule(name);
    return std::string(sampler->id) + "/" + std::string(schedule->id);
  };
  EXPECT_EQ(ids("DPM++ 2M Karras"), "dpmpp_2m/karras");
  EXPECT_EQ(ids("DPM++ 2M SDE Exponential"), "dpmpp_2m_sde/exponential");
  EXPECT_EQ(ids("Euler a"), "euler_a/automatic");
  EXPECT_EQ(ids("Euler"), "euler/automatic");
  EXPECT_THROW(ids("Euler warp"), std::invalid_argument);
  EXPECT_THROW(ids(" "), std::invalid_argument);
}

TEST(Registry, ResolvesAutomatic) {
  const auto& automatic = find_schedule("automatic");
  NoiseConfig config;
  const auto id = [&](std::string_view sampler) {
    return resolve_schedule(automatic, find_sampler(sampler), config).id;
  };
  EXPECT_EQ(id("euler"), "normal");
  EXPECT_EQ(id("dpmpp_2m"), "karras");
  EXPECT_EQ(id("ddim"), "leading");
  EXPECT_EQ(id("lcm"), "lcm");
  config.zero_terminal_snr = true;
  config.spacing = "trailing";
  EXPECT_EQ(id("euler"), "trailing");
  EXPECT_EQ(id("ddim"), "trailing");
  EXPECT_EQ(resolve_schedule(find_schedule("karras"), find_sampler("euler"), config).id, "karras");
  config.spacing = "sideways";
  EXPECT_THROW(id("ddim"), std::invalid_argument);
}

TEST(Registry, EveryRowIsWhole) {
  for (const auto& row : samplers()) {
    EXPECT_NE(row.run, nullptr);
    if (row.default_schedule == "model") continue;
    EXPECT_NO_THROW(find_schedule(row.default_schedule));
  }
  for (const auto& row : schedules()) {
    EXPECT_EQ((row.sigmas != nullptr) + (row.timesteps != nullptr), row.id == "automatic" ? 0 : 1);
  }
}

}  // namespace
}  // namespace evenlight::samplers
