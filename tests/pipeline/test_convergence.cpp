// The built-in model begins at zero terminal SNR, where σ is in the thousands. Every sampler with
// every schedule must come to its picture all the same, and not to noise or a white sheet.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string_view>
#include <vector>

#include "bias_audit/measure/instruments.h"
#include "engine/cpu/cpu.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/sampling.h"
#include "tests/support/compare.h"

namespace evenlight {
namespace {

const std::filesystem::path built_in =
    std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets/default_model";

class Convergence : public ::testing::Test {
 protected:
  Convergence()
      : pipeline_(open_model(built_in / "model"),
                  Bpe::from_files(built_in / "model/tokenizer/vocab.json",
                                  built_in / "model/tokenizer/merges.txt"),
                  open_cpu({})) {}

  Recipe recipe_for(std::string_view sampler, std::string_view schedule, int steps) const {
    Recipe recipe;
    recipe.prompt = "a portrait of a judge";
    recipe.width = recipe.height = side_;
    recipe.cfg = 2;  // what the model recommends
    recipe.steps = steps;
    recipe.sampler = sampler, recipe.schedule = schedule;
    return recipe;
  }

  Picture render(const Recipe& recipe) {
    const uint64_t seed = 7;
    return pipeline_.render(recipe, std::span(&seed, 1), {}).front();
  }

  // Calls `check` with every schedule that walks other σ than those before it.
  template <class Check>
  void for_every_schedule(const samplers::SamplerInfo& sampler, int steps, const Check& check) {
    std::set<std::vector<double>> seen;
    for (const auto& schedule : samplers::schedules()) {
      const Recipe recipe = recipe_for(sampler.id, schedule.id, steps);
      const auto plan = sampling_of(recipe, pipeline_.configs().scheduler).plan;
      std::vector<double> walk = plan.sigmas;
      for (const auto& end : plan.ends) walk.push_back(end.alpha);
      if (!seen.insert(walk).second) continue;
      SCOPED_TRACE(fmt::format("{} with {}, {} steps", sampler.id, schedule.id, steps));
      check(recipe);
    }
  }

  Pipeline pipeline_;
  int64_t side_ = 64;
};

bool deterministic(const samplers::SamplerInfo& sampler) {
  return !sampler.stochastic || sampler.default_eta == 0;
}

TEST_F(Convergence, OfDeterministicSamplersIsToOnePicture) {
  const Picture converged = render(recipe_for("euler", "automatic", 200));
  for (const auto& sampler : samplers::samplers()) {
    if (!deterministic(sampler)) continue;
    if (sampler.asks_unguided) continue;  // CFG++ is another guidance, with another picture
    for (const auto& [steps, decibels] : {std::pair(20, 18.0), {50, 25.0}}) {
      for_every_schedule(sampler, steps, [&](const Recipe& recipe) {
        EXPECT_GE(psnr(render(recipe).decoded, converged.decoded), decibels);
      });
    }
  }
}

// Fresh noise on the way leads to another picture, but to one of a judge.
TEST_F(Convergence, OfStochasticSamplersIsToWhatTheInstrumentKnows) {
  const audit::Instruments instruments({built_in / "instrument.json"});
  side_ = 128;  // what the instrument was made for
  for (const auto& sampler : samplers::samplers()) {
    if (deterministic(sampler)) continue;
    for_every_schedule(sampler, 20, [&](const Recipe& recipe) {
      const Image image = render(recipe).image;
      const auto seen = instruments.measure({int(image.width), int(image.height), image.rgb});
      EXPECT_TRUE(seen.has_person()) << seen.outcome;
      EXPECT_EQ(seen.detail.value("occupation", ""), "judge");
    });
  }
}

}  // namespace
}  // namespace evenlight
