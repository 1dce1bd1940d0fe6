// Against what ComfyUI, A1111, k-diffusion, torchsde and torch compute: tests/golden/samplers2.json
// and start_noise.json.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "samplers/argument_error.h"
#include "samplers/brownian.h"
#include "samplers/registry.h"
#include "samplers/sampler_along.h"
#include "samplers/start_noise.h"
#include "tests/samplers/golden.h"

namespace evenlight::samplers {
namespace {

using Floats = std::vector<float>;

nlohmann::json read_golden(const char* name) {
  std::ifstream file(std::string(EVENLIGHT_SOURCE_DIR "/tests/golden/") + name);
  return nlohmann::json::parse(file);
}

const nlohmann::json& golden2() {
  static const nlohmann::json json = read_golden("samplers2.json");
  return json;
}

double relative_rms(const Floats& got, const Floats& want) {
  double off = 0, all = 0;
  for (size_t i = 0; i < want.size(); ++i) {
    off += std::pow(double{got[i]} - want[i], 2);
    all += std::pow(double{want[i]}, 2);
  }
  return std::sqrt(off / all);
}

TEST(OtherPrograms, SamplersGiveTheirLatentsWithTheirCalls) {
  const NoiseSchedule noise;
  for (const auto& run : golden2()["runs"]) {
    const auto& schedule = find_schedule(run["schedule"].get<std::string>());
    const auto& sampler = sampler_along(find_sampler(run["sampler"].get<std::string>()), schedule);
    const Plan plan = make_plan(noise, schedule, run["steps"]);
    Floats unit = golden2()["starts"][run["start"].get<std::string>()].get<Floats>();
    for (float& value : unit) value /= float(plan.sigmas.front());
    const auto noises = golden2()["noises"][run["noises"].get<std::string>()];
    int calls = 0, requests = 0;
    Callbacks callbacks = test::closed_form_callbacks(
        [&, draw = test::queued_noise(noises.get<std::vector<Floats>>())](std::span<float> out) {
          ++requests;
          draw(out);
        });
    callbacks.predict = [&calls, predict = callbacks.predict](auto x, const auto& level, auto x0) {
      ++calls;
      predict(x, level, x0);
    };
    std::optional<double> eta;
    if (!run["eta"].is_null()) eta = run["eta"].get<double>();
    Floats latent(unit.size());
    sample(sampler, plan, callbacks, unit, {}, latent, eta);
    const std::string what = std::string(sampler.id) + " " + run["start"].get<std::string>();
    // An adaptive sampler's widths come from small differences, which single precision blurs: half
    // a unit in the last place of the start moves these latents by up to 2e-4.
    EXPECT_LT(relative_rms(latent, run["latent"].get<Floats>()), sampler.adaptive ? 1e-3 : 1e-5)
        << what;
    EXPECT_EQ(calls, run["calls"][0].get<int>()) << what;
    if (!run["calls"][1].is_null()) {
      EXPECT_EQ(requests, run["calls"][1].get<int>()) << what;
    }
  }
}

TEST(OtherPrograms, SchedulesAreTheirs) {
  const NoiseSchedule noise;
  for (const auto& [key, want] : golden2()["schedules"].items()) {
    const auto dot = key.rfind('.');
    const Plan plan =
        make_plan(noise, find_schedule(key.substr(0, dot)), std::stoi(key.substr(dot + 1)));
    test::expect_close(plan.sigmas, want.get<std::vector<double>>(), 1e-5, key);
  }
}

TEST(OtherPrograms, BrownianPathsAreTorchsdes) {
  const auto& runs = golden2()["brownian"];
  ASSERT_EQ(runs.size(), 18u);
  for (const auto& run : runs) {
    const Floats want = run["noise"].get<Floats>();
    const BrownianPath path("torch", run["seed"].get<uint64_t>(), 0.0291675f, 14.614642f);
    Floats got(want.size());
    path.normal(run["from"], run["to"], got);
    test::expect_close(got, want, 2e-6, run["seed"].dump() + " " + run["from"].dump());
  }
}

// What the path gains over a way is what it gains over its parts.
TEST(OtherPrograms, ABrownianPathIsOnePath) {
  const BrownianPath path("philox", 7, 0.1, 10.0);
  Floats whole(20), first(20), second(20);
  path.normal(9.0, 1.0, whole);
  path.normal(9.0, 3.3, first);
  path.normal(3.3, 1.0, second);
  for (size_t i = 0; i < whole.size(); ++i) {
    const double sum = first[i] * std::sqrt(9.0 - 3.3) + second[i] * std::sqrt(3.3 - 1.0);
    EXPECT_NEAR(whole[i] * std::sqrt(8.0), sum, 2e-5);
  }
  path.normal(2.0, 2.0, whole);
  EXPECT_EQ(whole, Floats(20));
  EXPECT_THROW(BrownianPath("torch", 1, 2.0, 2.0), ArgumentError);
  EXPECT_THROW(BrownianPath("dice", 1, 1.0, 2.0), ArgumentError);
}

std::vector<std::string> split(const std::string& name) {
  std::vector<std::string> parts;
  std::istringstream stream(name);
  for (std::string part; std::getline(stream, part, '.');) parts.push_back(part);
  return parts;
}

LatentShape shape_of(const std::string& pixels) {
  const size_t cross = pixels.find('x');
  return {4, std::stoul(pixels.substr(cross + 1)) / 8, std::stoul(pixels.substr(0, cross)) / 8};
}

void expect_golden_noise(const Floats& got, const nlohmann::json& want, const std::string& name) {
  const size_t stride = want["stride"];
  double sum = 0;
  for (const float value : got) sum += value;
  EXPECT_NEAR(sum, want["sum"].get<double>(), 1e-3) << name;
  for (size_t k = 0; k < want["values"].size(); ++k) {
    EXPECT_NEAR(got.at(k * stride), want["values"][k].get<float>(), 1e-5) << name << ' ' << k;
  }
}

TEST(OtherPrograms, StartsAreA1111s) {
  const nlohmann::json starts = read_golden("start_noise.json");
  int compared = 0;
  for (const auto& [name, want] : starts.items()) {
    const std::vector<std::string> parts = split(name);
    size_t count = 1;
    for (const auto& side : want["shape"]) count *= side.get<size_t>();
    const uint64_t seed = std::stoull(parts[1]);
    Floats got(count);
    if (parts[0] == "variation") {
      const double strength = std::stod(parts[3] + "." + parts[4]);
      BatchNoise("torch", seed, 1)
          .start({.shape = {4, 8, 12},
                  .variation_seed = std::stoull(parts[2]),
                  .variation_strength = strength},
                 got);
    } else if (parts[0] == "resize") {
      BatchNoise("torch", seed, 1)
          .start({.shape = shape_of(parts[4]), .of_shape = shape_of(parts[2])}, got);
    } else if (parts[0] == "ensd" || parts[0] == "sequence") {
      BatchNoise noise("torch", seed, 1);
      const size_t one = 4 * 8 * 12;
      for (size_t k = 0; k < 4; ++k) {
        if (k == 1 && parts[0] == "ensd") noise.restart(std::stoll(parts[2]));
        noise.normal(std::span(got).subspan(k * one, one));
      }
    } else {
      continue;
    }
    expect_golden_noise(got, want, name);
    ++compared;
  }
  EXPECT_GE(compared, 8);
}

TEST(OtherPrograms, StartsLeaveTheStreamWhereItWouldBe) {
  BatchNoise plain("torch", 5, 2), varied("torch", 5, 2);
  Floats a(2 * 4 * 8 * 8), b(a.size());
  plain.normal(a);
  varied.start({.shape = {4, 8, 8},
                .variation_seed = 9,
                .variation_strength = 0.5,
                .of_shape = LatentShape{4, 4, 16}},
               b);
  EXPECT_NE(a, b);
  plain.normal(a);
  varied.normal(b);
  EXPECT_EQ(a, b);
  EXPECT_THROW(varied.start({.shape = {4, 8, 9}}, b), ArgumentError);
  EXPECT_THROW(varied.start({.shape = {4, 8, 8}, .of_shape = LatentShape{4, 0, 8}}, b),
               ArgumentError);
}

TEST(OtherPrograms, GivenSigmasAreFollowed) {
  const NoiseSchedule noise;
  const Plan plan = make_plan(noise, std::vector<double>{14.0, 3.0, 0.5, 0.0});
  EXPECT_EQ(plan.sigmas, (std::vector<double>{14.0, 3.0, 0.5, 0.0}));
  EXPECT_EQ(plan.steps(), 3);
  EXPECT_FALSE(make_plan(noise, std::vector<double>{14.0, 3.0, 0.5, 0.0}, 0.7).from_noise);
  const std::vector<std::vector<double>> impossible = {
      {}, {0.0}, {2.0, 3.0, 0.0}, {3.0, 1.0}, {3.0, NAN, 0.0}};
  for (const std::vector<double>& bad : impossible) {
    EXPECT_THROW(make_plan(noise, bad), ArgumentError);
  }
}

TEST(OtherPrograms, TheLevelBeforeTheLastCanBeLeftOut) {
  const NoiseSchedule noise;
  Plan plan = make_plan(noise, find_schedule("karras"), 6);
  const std::vector<double> all = plan.sigmas;
  leave_out_penultimate(plan);
  EXPECT_EQ(plan.steps(), 5);
  EXPECT_EQ(plan.sigmas.size(), 6u);
  EXPECT_EQ(plan.sigmas[4], all[4]);
  EXPECT_EQ(plan.sigmas[5], 0.0);
  EXPECT_EQ(plan.ends.back().sigma, 0.0);
}

TEST(OtherPrograms, TimestepsCanBeWhole) {
  NoiseConfig config;
  config.whole_timesteps = true;
  const NoiseSchedule noise(config);
  const NoiseLevel level = noise.level_of_sigma(noise.sigma_of(500.3));
  EXPECT_EQ(level.timestep, 500.0);
  EXPECT_NEAR(level.sigma / level.alpha, noise.sigma_of(500.3), 1e-9);
}

}  // namespace
}  // namespace evenlight::samplers
