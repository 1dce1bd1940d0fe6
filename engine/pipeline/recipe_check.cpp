#include "engine/pipeline/recipe_check.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "engine/base/quoted.h"
#include "engine/pipeline/conventions.h"
#include "engine/pipeline/part_checks.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_limits.h"
#include "engine/pipeline/sampling.h"
#include "samplers/argument_error.h"
#include "samplers/noise.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight {
namespace {

namespace limits = recipe_limits;

void check_side(std::string_view key, int64_t side, int64_t step) {
  const auto longest = int64_t(limits::side.high);
  if (side >= step && side <= longest && side % step == 0) return;
  throw RecipeFault(
      key, say<"expected a multiple of {0} from {1} to {2}, got {3}">(step, step, longest, side));
}

// A model may end below what recipes may say.
NumberRange up_to(NumberRange range, int64_t most) {
  return {range.low, std::min(range.high, double(most))};
}

void check_prediction(const Recipe& recipe, const SchedulerConfig& scheduler) {
  const std::string& name = recipe.prediction;
  if (name != "auto" && name != "epsilon" && name != "v") {
    throw RecipeFault("prediction", say<"expected auto, epsilon or v, got {0}">(name));
  }
  if (!scheduler.zero_terminal_snr || prediction_of(recipe, scheduler) != Prediction::epsilon) {
    return;
  }
  throw RecipeFault(
      "prediction",
      say<"epsilon does not go with this model: it starts from pure noise (zero terminal SNR), "
          "where a prediction of the noise says nothing about the picture; give auto or v">());
}

// `find` looks the name up and throws samplers::ArgumentError if it is not among `known`.
template <class Find>
void check_name(std::string_view key, const Message& kind, const std::string& name,
                std::vector<Argument> known, const Find& find) {
  try {
    find();
  } catch (const samplers::ArgumentError&) {
    throw RecipeFault(key, say<"unknown {0} \"{1}\"; accepted are {2}">(kind, shown(name), known));
  }
}

template <class Row>
std::vector<Argument> ids_of(std::span<const Row> rows) {
  std::vector<Argument> ids;
  for (const Row& row : rows) ids.emplace_back(row.id);
  return ids;
}

void check_emphasis(const Recipe& recipe) {
  static const std::vector<std::string_view> names = {"auto",   "original", "no-norm",
                                                      "ignore", "none",     "comfyui"};
  if (std::ranges::find(names, recipe.emphasis) != names.end()) return;
  throw RecipeFault("emphasis", say<"unknown {0} \"{1}\"; accepted are {2}">(
                                    say<"emphasis">(), shown(recipe.emphasis), as_list(names)));
}

}  // namespace

RecipeFault::RecipeFault(std::string_view key, Message complaint)
    : Error(ErrorKind::usage, say<"{0}: {1}">(Field{std::string(key)}, complaint)),
      key_(key),
      complaint_(std::move(complaint)) {}

RecipeFault::RecipeFault(ErrorKind kind, std::string_view key, Message complaint)
    : Error(kind, complaint), key_(key), complaint_(std::move(complaint)) {}

void check_recipe(const Recipe& recipe, const ModelConfigs& configs) {
  const int64_t step = std::max(limits::side_multiple, configs.vae.scale());
  check_side("width", recipe.width, step);
  check_side("height", recipe.height, step);
  check_range("steps", recipe.steps, up_to(limits::steps, configs.scheduler.train_timesteps));
  check_range("cfg", recipe.cfg, limits::cfg);
  check_range("cfg_rescale", recipe.cfg_rescale, limits::cfg_rescale);
  for (const TextConfig* text : configs.text_encoders()) {
    check_range("clip_skip", recipe.clip_skip, up_to(limits::clip_skip, text->layers));
  }
  if (recipe.eta) check_range("eta", *recipe.eta, limits::eta);
  if (!(recipe.cfg_sigma_low >= 0) || !(recipe.cfg_sigma_high >= recipe.cfg_sigma_low)) {
    throw RecipeFault("cfg_interval",
                      say<"expected two sigmas from 0 up, the second not below the first">());
  }
  check_guidance(recipe);
  if (recipe.vae_tile != 0) {
    check_range("vae_tile", double(recipe.vae_tile),
                {double(limits::min_vae_tile), limits::vae_tile.high});
  }
  check_refiner(recipe, configs);
  check_start(recipe, configs);
  check_controls(recipe, configs);
  check_ip_adapters(recipe, configs);
  check_regions(recipe);
  check_hires(recipe, configs);
  check_prediction(recipe, configs.scheduler);
  check_name("sampler", say<"sampler">(), recipe.sampler, ids_of(samplers::samplers()),
             [&] { samplers::find_sampler(recipe.sampler); });
  check_name("schedule", say<"schedule">(), recipe.schedule, ids_of(samplers::schedules()),
             [&] { samplers::find_schedule(recipe.schedule); });
  if (!find_conventions(recipe.like)) {
    throw RecipeFault("like",
                      say<"expected evenlight, a1111, comfyui or diffusers, got {0}">(recipe.like));
  }
  if (recipe.sde_noise != "auto" && recipe.sde_noise != "fresh" && recipe.sde_noise != "brownian") {
    throw RecipeFault("sde_noise",
                      say<"expected auto, fresh or brownian, got {0}">(recipe.sde_noise));
  }
  check_range("variation", recipe.variation_strength, limits::variation_strength);
  check_numbers("seed_resize", recipe.seed_resize, limits::seed_resize);
  check_emphasis(recipe);
  check_name("rng", say<"noise generator">(), recipe.rng, as_list(samplers::noise_source_names()),
             [&] { samplers::make_noise_source(recipe.rng, 0); });
}

void check_prompts(const Recipe& recipe, const Bpe& bpe, const TextConfig& text) {
  const ChunkOptions options = chunk_options(recipe, text);
  for_each_text(recipe, [&](const std::string& text) { chunk_prompt(bpe, text, options); });
}

void read_prompt(const char* key, const std::function<void()>& read) {
  try {
    read();
  } catch (const Error& problem) {
    throw RecipeFault(problem.kind(), key, problem.message());
  }
}

void for_each_text(const Recipe& recipe, const std::function<void(const std::string&)>& read) {
  const PromptGrammar grammar = grammar_of(recipe);
  read_prompt("prompt", [&] {
    for (const std::string& text : every_text(recipe.prompt, grammar)) read(text);
  });
  read_prompt("negative", [&] {
    for (const std::string& text : every_negative_text(recipe.negative, grammar)) read(text);
  });
  for (const RegionPrompt& region : recipe.regions) {
    read_prompt("region", [&] {
      for (const std::string& text : every_text(region.prompt, grammar)) read(text);
    });
  }
}

}  // namespace evenlight
