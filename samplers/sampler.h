// Running a sampler over a denoiser.
//
//   NoiseSchedule noise(config);                                   // what the model was trained on
//   const SamplerInfo& sampler = find_sampler("Euler a");          // registry.h
//   const ScheduleInfo& schedule = resolve_schedule(find_schedule("automatic"), sampler, config);
//   Plan plan = make_plan(noise, schedule, 20);
//   BatchNoise random("torch", seed, images);                      // noise.h
//   random.normal(unit);                                           // [images, 4, h, w]
//   sample(sampler, plan, {predict, draw, progress}, unit, {}, latent);
//
// A sampler sees the latents of a batch as one flat span and treats every element alike; what
// differs between images (their noise, their prompt) is the callbacks' business. To cancel, throw
// from a callback.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "samplers/plan.h"

namespace evenlight::samplers {

struct SamplerInfo;

// The model with guidance: predicts the clean latent x0 from x = alpha·x0 + sigma·noise, the
// network's own input. A network that predicts noise e gives x0 = (x − sigma·e) / alpha; one that
// predicts v, x0 = alpha·x − sigma·v. x and x0 have the same size and do not overlap; x0's earlier
// content means nothing.
using Predict =
    std::function<void(std::span<const float> x, const NoiseLevel& level, std::span<float> x0)>;

// Fills the span with unit normals: the k-th call is the k-th request of the run (the first noise
// is not among them).
using DrawNoise = std::function<void(std::span<float> noise)>;

// What a Brownian path gains between two σ (variance-exploding), divided by √|from − to|: unit
// normals that belong to that stretch of the path, however it is walked.
using DrawPath = std::function<void(double from, double to, std::span<float> noise)>;

// The clean latent without guidance, as the latest call of `predict` found it: what the negative
// prompt alone predicts, or the same as its x0 where there was no guidance.
using Unguided = std::function<void(std::span<float> x0)>;

struct Progress {
  // 0 … steps − 1: this step's (first) prediction has just been made. Samplers that choose their
  // own levels report the share of the way they are at, and may pass over a step or report one
  // again.
  int step = 0;
  int steps = 0;
  double sigma = 0;           // of the prediction
  std::span<const float> x0;  // the predicted clean latent, for previews
};

struct Callbacks {
  Predict predict;
  DrawNoise noise;                              // needed by stochastic samplers only
  std::function<void(const Progress&)> report;  // may be empty
  DrawPath path = {};      // what SDE samplers draw instead of fresh noise; may be empty
  Unguided unguided = {};  // needed by samplers that ask for it only
};

// Runs `sampler` along `plan` and writes the clean latent.
//
// - noise: unit normals.
// - init: empty, or the clean latent of a picture to start from, of the size of noise. A plan that
//   leaves steps out (strength < 1) requires it.
// - latent: the result, of the size of noise. May be the memory of noise or init.
// - eta: 0 (no fresh noise) … 1; without a value the sampler's own default. Samplers without fresh
//   noise ignore it.
//
// Throws ArgumentError on sizes or values that do not fit; passes on what callbacks throw.
void sample(const SamplerInfo& sampler, const Plan& plan, const Callbacks& callbacks,
            std::span<const float> noise, std::span<const float> init, std::span<float> latent,
            std::optional<double> eta = std::nullopt);

}  // namespace evenlight::samplers
