#include "engine/pipeline/sampling.h"

#include "engine/pipeline/conventions.h"
#include "samplers/sampler_along.h"

namespace evenlight {

namespace {

samplers::NoiseConfig noise_config(const SchedulerConfig& scheduler) {
  samplers::NoiseConfig config;
  config.curve = scheduler.beta_schedule == BetaSchedule::linear
                     ? samplers::BetaCurve::linear
                     : samplers::BetaCurve::scaled_linear;
  config.beta_start = scheduler.beta_start;
  config.beta_end = scheduler.beta_end;
  config.train_steps = int(scheduler.train_timesteps);
  config.zero_terminal_snr = scheduler.zero_terminal_snr;
  config.final_alpha_one = scheduler.set_alpha_to_one;
  config.steps_offset = int(scheduler.steps_offset);
  switch (scheduler.timestep_spacing) {
    case TimestepSpacing::leading:
      config.spacing = "leading";
      break;
    case TimestepSpacing::trailing:
      config.spacing = "trailing";
      break;
    case TimestepSpacing::linspace:
      config.spacing = "linspace";
      break;
  }
  return config;
}

}  // namespace

Sampling sampling_of(const Recipe& recipe, const SchedulerConfig& scheduler) {
  const Conventions& conventions = conventions_of(recipe);
  samplers::NoiseConfig config = noise_config(scheduler);
  config.whole_timesteps = conventions.whole_timesteps;
  const auto& named = samplers::find_sampler(recipe.sampler);
  const bool by_default = recipe.schedule == "automatic" && !conventions.default_schedule.empty();
  const std::string_view wanted = !recipe.sigmas.empty() ? "normal"
                                  : by_default           ? conventions.default_schedule
                                                         : std::string_view(recipe.schedule);
  const auto& schedule = samplers::resolve_schedule(samplers::find_schedule(wanted), named, config);
  const auto& sampler = samplers::sampler_along(sampler_there(conventions, named), schedule);
  return {sampler,
          schedule,
          plan_there(conventions, recipe, samplers::NoiseSchedule(config), named, schedule),
          prediction_of(recipe, scheduler),
          recipe.eta.value_or(default_eta(conventions, sampler)),
          walks_along_path(recipe, sampler)};
}

double strongest_latent(const Sampling& sampling) {
  constexpr double of_v = 20.0;
  constexpr double times_sigma = 5.0;
  return sampling.prediction == Prediction::v ? of_v
                                              : times_sigma * sampling.plan.noise.sigma_max();
}

Guidance guidance_of(const Recipe& recipe) {
  Guidance guidance{.scale = recipe.cfg,
                    .asks_unguided = samplers::find_sampler(recipe.sampler).asks_unguided,
                    .rescale = recipe.cfg_rescale,
                    .pag = recipe.pag,
                    .seg = recipe.seg,
                    .perp_neg = recipe.perp_neg,
                    .zero_star = recipe.cfg_zero_star,
                    .sigma_low = recipe.cfg_sigma_low,
                    .sigma_high = recipe.cfg_sigma_high};
  if (const auto& numbers = recipe.apg; !numbers.empty()) {
    guidance.apg = {true, numbers[0], numbers[1], numbers[2]};
  }
  if (const auto& numbers = recipe.dynamic_threshold; !numbers.empty()) {
    guidance.threshold = {true, numbers[0], numbers[1]};
  }
  return guidance;
}

Prediction prediction_of(const Recipe& recipe, const SchedulerConfig& scheduler) {
  if (recipe.prediction == "auto") return scheduler.prediction;
  return recipe.prediction == "v" ? Prediction::v : Prediction::epsilon;
}

}  // namespace evenlight
