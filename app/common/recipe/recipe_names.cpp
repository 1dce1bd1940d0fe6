#include "app/common/recipe/recipe_names.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "app/common/recipe/recipe_fields.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/pipeline/picture/fit.h"
#include "samplers/argument_error.h"
#include "samplers/names.h"
#include "samplers/noise.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight {
namespace {

// What a name may be called, and the id that it stands for.
using Names = std::vector<std::pair<std::string_view, std::string_view>>;

// What a table of names is of, for a message about a name that is not in it.
using Kind = Message (*)();

[[noreturn]] void refuse_name(Kind kind, std::string_view wanted, const Names& names) {
  std::vector<std::string_view> spellings, ids;
  for (const auto& [spelling, id] : names) {
    spellings.push_back(spelling);
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  const std::string_view near = closest_name(wanted, spellings);
  const auto found = std::ranges::find(names, near, &Names::value_type::first);
  throw Error(ErrorKind::usage,
              say<"unknown {0} \"{1}\"{2}; accepted are {3}">(
                  kind(), shown(wanted), did_you_mean(found == names.end() ? "" : found->second),
                  as_list(ids)));
}

template <class Row>
Names names_of(std::span<const Row> rows) {
  Names names;
  for (const Row& row : rows) {
    names.emplace_back(row.id, row.id);
    names.emplace_back(row.name, row.id);
    for (const std::string_view alias : row.aliases) names.emplace_back(alias, row.id);
  }
  return names;
}

std::string id_of(Kind kind, std::string_view wanted, const Names& names) {
  for (const auto& [spelling, id] : names) {
    if (samplers::same_name(spelling, wanted)) return std::string(id);
  }
  refuse_name(kind, wanted, names);
}

}  // namespace

// Only checked here: a name such as "DPM++ 2M Karras" has a schedule to give away first.
std::string sampler_name(std::string_view wanted) {
  try {
    const auto [sampler, schedule] = samplers::find_sampler_and_schedule(wanted);
    return std::string(schedule->id == "automatic" ? sampler->id : wanted);
  } catch (const samplers::ArgumentError&) {
    refuse_name(say<"sampler">, wanted, names_of(samplers::samplers()));
  }
}

std::string schedule_name(std::string_view wanted) {
  return id_of(say<"schedule">, wanted, names_of(samplers::schedules()));
}

// A1111 calls them after the device that draws: "CPU", "NV" and, on NVIDIA's, "GPU".
std::string rng_name(std::string_view wanted) {
  Names names;
  for (const std::string_view id : samplers::noise_source_names()) names.emplace_back(id, id);
  for (const std::string_view other : {"nv", "gpu"}) names.emplace_back(other, "philox");
  names.emplace_back("cpu", "torch");
  return id_of(say<"noise generator">, wanted, names);
}

// diffusers says v_prediction.
std::string prediction_name(std::string_view wanted) {
  return id_of(say<"prediction">, wanted,
               {{"auto", "auto"},
                {"epsilon", "epsilon"},
                {"eps", "epsilon"},
                {"v", "v"},
                {"v_prediction", "v"},
                {"v-prediction", "v"}});
}

std::string sde_noise_name(std::string_view wanted) {
  return id_of(say<"noise of SDE samplers">, wanted,
               {{"auto", "auto"}, {"fresh", "fresh"}, {"brownian", "brownian"}});
}

// A1111's own: None, Ignore, Original, No norm.
std::string emphasis_name(std::string_view wanted) {
  return id_of(say<"emphasis">, wanted,
               {{"auto", "auto"},
                {"original", "original"},
                {"no-norm", "no-norm"},
                {"no_norm", "no-norm"},
                {"no norm", "no-norm"},
                {"ignore", "ignore"},
                {"none", "none"},
                {"comfyui", "comfyui"},
                {"comfy", "comfyui"}});
}

std::string like_name(std::string_view wanted) {
  return id_of(say<"program">, wanted,
               {{"evenlight", "evenlight"},
                {"a1111", "a1111"},
                {"automatic1111", "a1111"},
                {"forge", "a1111"},
                {"comfyui", "comfyui"},
                {"comfy", "comfyui"},
                {"diffusers", "diffusers"}});
}

std::string empty_negative_name(std::string_view wanted) {
  return id_of(say<"meaning of an empty negative prompt">, wanted,
               {{"auto", "auto"}, {"text", "text"}, {"zeros", "zeros"}});
}

std::string mask_area_name(std::string_view wanted) {
  return id_of(
      say<"mask area">, wanted,
      {{"whole", "whole"}, {"only-masked", "only-masked"}, {"only_masked", "only-masked"}});
}

std::string region_mode_name(std::string_view wanted) {
  return id_of(say<"region mode">, wanted, {{"latent", "latent"}, {"attention", "attention"}});
}

std::string filter_name(std::string_view wanted) {
  Names names;
  for (const Filter& filter : filters()) names.emplace_back(filter.id, filter.id);
  return id_of(say<"filter">, wanted, names);
}

std::string fit_name(std::string_view wanted) {
  Names names;
  for (const FitMethod& fit : fit_methods()) names.emplace_back(fit.id, fit.id);
  return id_of(say<"fit">, wanted, names);
}

void canonicalise_names(Recipe& recipe) {
  try {
    sampler_name(recipe.sampler);
    schedule_name(recipe.schedule);
  } catch (const Error& error) {
    throw Error(error.kind(), say<"{0}.">(error.message()));
  }
  const auto [sampler, schedule] = samplers::find_sampler_and_schedule(recipe.sampler);
  recipe.sampler = sampler->id;
  if (recipe.schedule == "automatic") recipe.schedule = schedule->id;
  recipe.schedule = samplers::find_schedule(recipe.schedule).id;
  if (!recipe.sigmas.empty()) recipe.steps = int(recipe.sigmas.size()) - 1;
}

}  // namespace evenlight
