// How a recipe walks from noise to a latent with a given model: what `automatic` and `auto` mean.
#pragma once

#include "engine/config/model_config.h"
#include "engine/pipeline/guidance/guidance.h"
#include "engine/pipeline/recipe.h"
#include "samplers/plan.h"
#include "samplers/registry.h"

namespace evenlight {

struct Sampling {
  const samplers::SamplerInfo& sampler;
  const samplers::ScheduleInfo& schedule;  // never `automatic`
  samplers::Plan plan;
  Prediction prediction;
  double eta;  // share of fresh noise, 0…1
  // Whether the noise of the steps is that of a Brownian path.
  bool along_path = false;
};

// Throws samplers::ArgumentError for names and step counts that check_recipe refuses.
Sampling sampling_of(const Recipe& recipe, const SchedulerConfig& scheduler);

// The root mean square that a latent can have at the end of such a run and still be a picture's,
// whose own is about 1. A network that predicts v gives a clean latent whatever it is shown, so
// tens are too much. One that predicts the noise and misses it leaves the σ that it began with:
// only more than that is out of the question.
double strongest_latent(const Sampling& sampling);

Guidance guidance_of(const Recipe& recipe);

// What the network predicts: the recipe's word, else the model's.
Prediction prediction_of(const Recipe& recipe, const SchedulerConfig& scheduler);

}  // namespace evenlight
