#include "samplers/sampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "samplers/registry.h"
#include "samplers/sampler_along.h"
#include "tests/samplers/golden.h"

namespace evenlight::samplers {
namespace {

using Floats = std::vector<float>;

Floats golden_floats(const char* name) {
  return test::golden()[name].get<Floats>();
}

DrawNoise golden_noise() {
  return test::queued_noise(test::golden()["noises"].get<std::vector<Floats>>());
}

std::optional<double> eta_of(const nlohmann::json& run) {
  return run["eta"].is_null() ? std::nullopt : std::optional(run["eta"].get<double>());
}

std::string title(const nlohmann::json& run) {
  auto copy = run;
  copy.erase("latent");
  return copy.dump();
}

TEST(Samplers, MatchKDiffusion) {
  const NoiseSchedule noise;
  const Floats unit = golden_floats("unit");
  for (const auto& run : test::golden()["k_runs"]) {
    const auto& sampler = find_sampler(run["sampler"].get<std::string>());
    const auto& schedule = find_schedule(run["schedule"].get<std::string>());
    const Plan plan = make_plan(noise, schedule, run["steps"]);
    Floats latent(unit.size());
    const DrawNoise draw = sampler.stochastic ? golden_noise() : DrawNoise{};
    sample(sampler, plan, {test::closed_form_denoiser(), draw, {}}, unit, {}, latent, eta_of(run));
    test::expect_close(latent, run["latent"].get<Floats>(), 1e-5, title(run));
  }
}

// sin(1.3·x + t/500) + 0.2·x, read as noise or as v.
Predict network(bool v) {
  return [v](std::span<const float> x, const NoiseLevel& level, std::span<float> x0) {
    for (size_t i = 0; i < x.size(); ++i) {
      const double out = std::sin(1.3 * x[i] + level.timestep / 500) + 0.2 * x[i];
      x0[i] = float(v ? level.alpha * x[i] - level.sigma * out
                      : (x[i] - level.sigma * out) / level.alpha);
    }
  };
}

TEST(Samplers, MatchDiffusers) {
  const Floats unit = golden_floats("unit");
  const Floats picture = golden_floats("init");
  for (const auto& run : test::golden()["vp_runs"]) {
    NoiseConfig config;
    config.zero_terminal_snr = run["zero_terminal_snr"];
    config.final_alpha_one = run["final_alpha_one"];
    const NoiseSchedule noise(config);
    const auto& sampler = find_sampler(run["sampler"].get<std::string>());
    const auto& schedule = find_schedule(run["schedule"].get<std::string>());
    const Plan plan = make_plan(noise, schedule, run["steps"], run["strength"]);
    const Floats init = plan.from_noise ? Floats{} : picture;
    Floats latent(unit.size());
    sample(sampler, plan, {network(run["v"]), golden_noise(), {}}, unit, init, latent, eta_of(run));
    // Our Euler step keeps the digits that diffusers' loses between σ = 4096 and the next one.
    const double tolerance = sampler.id == "euler" ? 2e-4 : 2e-5;
    test::expect_close(latent, run["latent"].get<Floats>(), tolerance, title(run));
  }
}

// With the exact denoiser of a single point, every sampler must arrive at it.
TEST(Samplers, FindTheOnlyPictureThereIs) {
  const Floats unit = golden_floats("unit");
  const Predict exact = [](auto, const NoiseLevel&, std::span<float> x0) {
    for (size_t i = 0; i < x0.size(); ++i) x0[i] = 0.25f * float(i) - 1;
  };
  for (const bool zero_snr : {false, true}) {
    NoiseConfig config;
    config.zero_terminal_snr = zero_snr;
    config.final_alpha_one = true;
    const NoiseSchedule noise(config);
    for (const auto& sampler : samplers()) {
      const auto& schedule = resolve_schedule(find_schedule("automatic"), sampler, config);
      for (const int steps : {1, 2, 3, 10}) {
        const Plan plan = make_plan(noise, schedule, steps);
        Floats latent(unit.size());
        Callbacks callbacks{exact, golden_noise(), {}};
        callbacks.unguided = [&](std::span<float> x0) { exact({}, {}, x0); };
        sample(sampler, plan, callbacks, unit, {}, latent);
        // DPM fast and DPM adaptive end at the least σ there is, as k-diffusion's.
        const bool ends_noisy = sampler.own_levels && sampler.id != "restart";
        for (size_t i = 0; i < latent.size(); ++i) {
          EXPECT_NEAR(latent[i], 0.25 * double(i) - 1, ends_noisy ? 0.1 : 1e-4)
              << sampler.id << ' ' << steps << " steps, zero SNR " << zero_snr;
        }
      }
    }
  }
}

// Along its own timesteps LCM starts from the noise as it is, as diffusers' LCMScheduler; along
// others from as much of it as the level has, and ends where the network says, as k-diffusion's.
TEST(Samplers, LcmIsTheOneOfItsSchedule) {
  const NoiseSchedule noise;
  const Floats unit = golden_floats("unit");
  for (const char* id : {"lcm", "trailing", "karras"}) {
    const Plan plan = make_plan(noise, find_schedule(id), 4);
    const SamplerInfo& sampler = sampler_along(find_sampler("lcm"), find_schedule(id));
    EXPECT_EQ(sampler.id, "lcm");
    std::vector<Floats> seen;
    const Predict predict = [&](std::span<const float> x, const NoiseLevel&, std::span<float> x0) {
      seen.emplace_back(x.begin(), x.end());
      std::ranges::fill(x0, float(seen.size()));
    };
    const DrawNoise draw = [&](std::span<float> out) { std::ranges::copy(unit, out.begin()); };
    Floats latent(unit.size());
    sample(sampler, plan, {predict, draw, {}}, unit, {}, latent);
    ASSERT_EQ(seen.size(), 4u);
    const bool own = std::string_view(id) == "lcm";
    const double start = own ? 1.0 : plan.levels[0].sigma;
    const NoiseLevel& second = plan.levels[1];
    for (size_t i = 0; i < unit.size(); ++i) {
      EXPECT_NEAR(seen[0][i], unit[i] * start, 1e-5) << id;
      EXPECT_NEAR(seen[1][i], second.alpha * 1 + second.sigma * unit[i], 1e-4) << id;
      if (!own) EXPECT_EQ(latent[i], 4.0f) << id;
    }
  }
  const SamplerInfo& euler = find_sampler("euler");
  EXPECT_EQ(&sampler_along(euler, find_schedule("karras")), &euler);
}

// For Gaussian data of deviation s the probability flow from x_σ ends at x_σ·s/√(s² + σ²): every
// deterministic sampler must come near it, at any terminal noise, and nearer with more steps.
TEST(Samplers, FollowTheFlowOfGaussianData) {
  constexpr double s = 0.8;
  const Predict exact = [](std::span<const float> x, const NoiseLevel& level, std::span<float> x0) {
    const double variance = level.alpha * level.alpha * s * s + level.sigma * level.sigma;
    for (size_t i = 0; i < x.size(); ++i) {
      x0[i] = float(x[i] * level.alpha * s * s / variance);
    }
  };
  const Floats unit = golden_floats("unit");
  for (const bool zero_snr : {false, true}) {
    NoiseConfig config;
    config.zero_terminal_snr = zero_snr;
    const NoiseSchedule noise(config);
    for (const auto& sampler : samplers()) {
      if (sampler.id == "lcm") continue;  // jumps, and so does not follow the flow
      // Moves x by its two predictions' difference, as ComfyUI's does, and so off the flow.
      if (sampler.id == "dpmpp_2s_a_cfg_pp") continue;
      const auto error = [&](int steps) {
        const auto& schedule = find_schedule(zero_snr ? "trailing" : "normal");
        const Plan plan = make_plan(noise, schedule, steps);
        Floats latent(unit.size());
        Floats unguided;
        Callbacks callbacks;
        callbacks.predict = [&](auto x, const auto& level, auto x0) {
          exact(x, level, x0);
          unguided.assign(x0.begin(), x0.end());
        };
        callbacks.unguided = [&](std::span<float> x0) { std::ranges::copy(unguided, x0.begin()); };
        sample(sampler, plan, callbacks, unit, {}, latent, 0.0);
        double worst = 0;
        for (size_t i = 0; i < unit.size(); ++i) {
          worst = std::max(worst, std::abs(latent[i] - s * unit[i]));
        }
        return worst;
      };
      EXPECT_LT(error(200), 0.05) << sampler.id << " zero SNR " << zero_snr;
      if (sampler.own_levels) continue;  // ends a little above 0, or is as near with few steps
      EXPECT_LT(error(200), error(20)) << sampler.id << " zero SNR " << zero_snr;
    }
  }
}

// What a second look at the far end of the step from the terminal σ would weigh by (σ₀ − σ₁) / 2σ₁,
// some hundreds: a network is never so exact that this would not be seen.
TEST(Samplers, LeaveTheTerminalSigmaByEuler) {
  NoiseConfig config;
  config.zero_terminal_snr = true;
  const NoiseSchedule noise(config);
  const Floats unit = golden_floats("unit");
  const Plan plan = make_plan(noise, find_schedule("normal"), 8);
  for (const auto& sampler : samplers()) {
    if (sampler.own_levels) continue;
    std::vector<double> asked;
    const Predict predict = [&](auto x, const NoiseLevel& level, std::span<float> x0) {
      asked.push_back(level.timestep);
      // The prediction changes with the noise, as a network's does.
      for (size_t i = 0; i < x0.size(); ++i) x0[i] = float(0.25 * x[i] + level.timestep / 999);
    };
    Floats latent(unit.size());
    const DrawNoise draw = [](std::span<float> out) { std::ranges::fill(out, 0.5f); };  // for LCM
    Callbacks callbacks{predict, draw, {}};
    callbacks.unguided = [](std::span<float> x0) { std::ranges::fill(x0, 0.1f); };
    sample(sampler, plan, callbacks, unit, {}, latent, 0.0);
    EXPECT_EQ(asked.at(0), 999.0) << sampler.id;
    EXPECT_NEAR(asked.at(1), plan.levels[1].timestep, 1e-6) << sampler.id;
    for (const float v : latent) EXPECT_LT(std::abs(v), 4) << sampler.id;
  }
}

TEST(Samplers, TreatABatchLikeItsImages) {
  const NoiseSchedule noise;
  const Floats unit = golden_floats("unit");
  const size_t half = unit.size() / 2;
  for (const auto& sampler : samplers()) {
    if (sampler.adaptive) continue;  // is given one picture at a time
    const Plan plan = make_plan(noise, find_schedule("karras"), 6);
    const auto run = [&](size_t begin, size_t end) {
      const Floats part(unit.begin() + begin, unit.begin() + end);
      DrawNoise draw = [=, all = golden_noise()](std::span<float> out) {
        Floats whole(2 * half);
        all(whole);
        std::copy(whole.begin() + begin, whole.begin() + end, out.begin());
      };
      Floats latent(part.size());
      sample(sampler, plan, test::closed_form_callbacks(draw), part, {}, latent);
      return latent;
    };
    const Floats both = run(0, 2 * half);
    Floats apart = run(0, half);
    const Floats second = run(half, 2 * half);
    apart.insert(apart.end(), second.begin(), second.end());
    EXPECT_EQ(both, apart) << sampler.id;
  }
}

// How many evaluations a run leaves out, or has more.
int saved_evaluations(const SamplerInfo& sampler) {
  if (sampler.id == "plms") return -1;  // its first step is corrected
  if (sampler.id == "heunpp2") return 3;
  return sampler.evaluations_per_step - 1;
}

TEST(Samplers, CountTheirWorkAndReportEveryStep) {
  const NoiseSchedule noise;
  const Floats unit = golden_floats("unit");
  constexpr int steps = 5;
  for (const auto& sampler : samplers()) {
    if (sampler.own_levels) continue;
    const Plan plan = make_plan(noise, find_schedule("karras"), steps);
    int evaluations = 0;
    int requests = 0;
    std::vector<int> reported;
    const Predict predict = [&](auto x, const NoiseLevel& level, auto x0) {
      ++evaluations;
      test::closed_form_denoiser()(x, level, x0);
    };
    const DrawNoise draw = [&](std::span<float> out) {
      ++requests;
      std::fill(out.begin(), out.end(), 0.5f);
    };
    const auto report = [&](const Progress& progress) {
      reported.push_back(progress.step);
      EXPECT_EQ(progress.steps, steps);
      EXPECT_EQ(progress.sigma, plan.sigmas[size_t(progress.step)]);
      EXPECT_EQ(progress.x0.size(), unit.size());
    };
    Floats latent(unit.size());
    const auto run = [&](std::optional<double> eta) {
      evaluations = requests = 0;
      reported.clear();
      Callbacks callbacks{predict, draw, report};
      callbacks.unguided = [](std::span<float> x0) { std::ranges::fill(x0, 0.1f); };
      sample(sampler, plan, callbacks, unit, {}, latent, eta);
      EXPECT_EQ(reported, (std::vector<int>{0, 1, 2, 3, 4})) << sampler.id;
      EXPECT_EQ(evaluations, steps * sampler.evaluations_per_step - saved_evaluations(sampler))
          << sampler.id;
    };
    run(1.0);
    EXPECT_EQ(requests > 0, sampler.stochastic) << sampler.id;
    run(0.0);
    EXPECT_EQ(requests > 0, sampler.id == "lcm") << sampler.id;
    run(std::nullopt);
    EXPECT_EQ(requests > 0, sampler.stochastic && sampler.default_eta > 0) << sampler.id;
  }
}

// Whatever the model says, an adaptive sampler comes to an end, and tells how far it is.
TEST(Samplers, AdaptiveOnesEndAndTellTheirWay) {
  const Floats unit = golden_floats("unit");
  for (const bool zero_snr : {false, true}) {
    NoiseConfig config;
    config.zero_terminal_snr = zero_snr;
    const Plan plan = make_plan(NoiseSchedule(config), find_schedule("karras"), 10);
    int evaluations = 0, last = 0;
    // Nothing about it is smooth.
    const Predict wild = [&](auto x, const NoiseLevel&, std::span<float> x0) {
      for (size_t i = 0; i < x0.size(); ++i) x0[i] = std::sin(1e4f * x[i] + float(++evaluations));
      evaluations -= int(x0.size()) - 1;
    };
    const auto report = [&](const Progress& progress) {
      EXPECT_GE(progress.step, last);
      EXPECT_LT(progress.step, progress.steps);
      last = progress.step;
    };
    Floats latent(unit.size());
    sample(find_sampler("dpm_adaptive"), plan, {wild, {}, report}, unit, {}, latent);
    EXPECT_LE(evaluations, 3 * 212 + 1);
    EXPECT_GE(last, 8);
    for (const float value : latent) EXPECT_TRUE(std::isfinite(value));
  }
}

struct Cancelled {};

TEST(Samplers, LetAnExceptionThrough) {
  const Plan plan = make_plan(NoiseSchedule(), find_schedule("karras"), 5);
  const Floats unit = golden_floats("unit");
  Floats latent(unit.size(), 7.0f);
  const auto stop = [](const Progress& progress) {
    if (progress.step == 2) throw Cancelled();
  };
  EXPECT_THROW(sample(find_sampler("heun"), plan, {test::closed_form_denoiser(), {}, stop}, unit,
                      {}, latent),
               Cancelled);
  EXPECT_EQ(latent, Floats(unit.size(), 7.0f));
}

TEST(Samplers, RefuseWhatDoesNotFit) {
  const NoiseSchedule noise;
  const auto& normal = find_schedule("normal");
  const Plan whole = make_plan(noise, normal, 4);
  const Plan part = make_plan(noise, normal, 4, 0.5);
  const Floats unit = golden_floats("unit");
  const Floats small(3);
  Floats latent(unit.size());
  const Callbacks model{test::closed_form_denoiser(), {}, {}};
  const auto& euler = find_sampler("euler");
  EXPECT_NO_THROW(sample(euler, part, model, unit, unit, latent));
  EXPECT_THROW(sample(euler, part, model, unit, {}, latent), std::invalid_argument);
  EXPECT_THROW(sample(euler, whole, model, unit, small, latent), std::invalid_argument);
  EXPECT_THROW(sample(euler, whole, model, small, {}, latent), std::invalid_argument);
  EXPECT_THROW(sample(euler, whole, {}, unit, {}, latent), std::invalid_argument);
  EXPECT_THROW(sample(euler, whole, model, {}, {}, {}), std::invalid_argument);
  EXPECT_THROW(sample(euler, Plan{noise, {0.0}, {}, {}, true}, model, unit, {}, latent),
               std::invalid_argument);
  EXPECT_THROW(sample(euler, whole, model, unit, {}, latent, 1.5), std::invalid_argument);
  EXPECT_THROW(sample(euler, whole, model, unit, {}, latent, NAN), std::invalid_argument);
  EXPECT_THROW(sample(find_sampler("euler_a"), whole, model, unit, {}, latent),
               std::invalid_argument);
}

}  // namespace
}  // namespace evenlight::samplers
