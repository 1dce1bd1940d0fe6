#include "engine/pipeline/sampling.h"

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
  const samplers::NoiseConfig config = noise_config(scheduler);
  const auto& found = samplers::find_sampler(recipe.sampler);
  const auto& schedule =
      samplers::resolve_schedule(samplers::find_schedule(recipe.schedule), found, config);
  const auto& sampler = samplers::sampler_along(found, schedule);
  return {sampler, schedule,
          samplers::make_plan(samplers::NoiseSchedule(config), schedule, recipe.steps,
                              strength_of(recipe)),
          prediction_of(recipe, scheduler), recipe.eta.value_or(sampler.default_eta)};
}

double strongest_latent(const Sampling& sampling) {
  constexpr double of_v = 20.0;
  constexpr double times_sigma = 5.0;
  return sampling.prediction == Prediction::v ? of_v
                                              : times_sigma * sampling.plan.noise.sigma_max();
}

Guidance guidance_of(const Recipe& recipe) {
  Guidance guidance{.scale = recipe.cfg,
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
