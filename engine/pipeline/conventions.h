// Whose habits decide what a recipe leaves open: how noise levels are rounded, what a run begins
// with, where its noise comes from. A program is one row of the table in conventions.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/pipeline/recipe.h"
#include "samplers/plan.h"
#include "samplers/registry.h"

namespace evenlight {

// Another id for a sampler or schedule in that program.
struct OtherName {
  std::string_view ours;
  std::string_view there;
};

struct Conventions {
  std::string_view id;
  // The network gets the nearest training step, not a fraction between two.
  bool whole_timesteps = false;
  // From the highest σ on a run begins with √(1 + σ²) of the noise, not with σ.
  bool full_variance = false;
  bool brownian = false;   // SDE samplers walk along a Brownian path
  bool truncates = false;  // bytes of a picture are rounded down, not to the nearest
  // Added to the seed for the steps' noise, whose stream begins anew; by generator. No value: the
  // stream of the first noise goes on.
  std::optional<int64_t> torch_delta = {};
  std::optional<int64_t> philox_delta = {};
  // Samplers that leave out the level before the last.
  std::span<const std::string_view> without_penultimate = {};
  std::span<const OtherName> samplers = {};
  // The steps of a picture of a strength: how many there are in all, and how many of them are
  // walked.
  struct Steps {
    int all;
    int kept;
  };
  Steps (*steps)(int steps, double strength);
  std::string_view default_schedule = {};           // instead of the sampler's own
  std::span<const std::string_view> full_eta = {};  // samplers whose eta is 1 by default
};

// Null for a program that is unknown.
const Conventions* find_conventions(std::string_view id);
// Those of a checked recipe.
const Conventions& conventions_of(const Recipe& recipe);

// The sampler that a name means there.
const samplers::SamplerInfo& sampler_there(const Conventions& conventions,
                                           const samplers::SamplerInfo& sampler);

// The levels of a run along a schedule (never `automatic`), or along the recipe's own.
samplers::Plan plan_there(const Conventions& conventions, const Recipe& recipe,
                          const samplers::NoiseSchedule& noise,
                          const samplers::SamplerInfo& sampler,
                          const samplers::ScheduleInfo& schedule);

// Added to the seeds for the noise of the steps; nothing: their first stream goes on.
std::optional<int64_t> step_seed_delta(const Recipe& recipe);

// The share of fresh noise without a word of the recipe.
double default_eta(const Conventions& conventions, const samplers::SamplerInfo& sampler);

// Whether the sampler walks along a Brownian path.
bool walks_along_path(const Recipe& recipe, const samplers::SamplerInfo& sampler);

}  // namespace evenlight
