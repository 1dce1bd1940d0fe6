// A plan: the noise levels one run visits, in the terms of both families of samplers.
#pragma once

#include <vector>

#include "samplers/noise_schedule.h"
#include "samplers/schedules.h"

namespace evenlight::samplers {

struct Plan {
  NoiseSchedule noise;
  // σ before each step and, last, 0. Size steps + 1.
  std::vector<double> sigmas;
  // The same points as the network sees them, before each step. Size steps.
  std::vector<NoiseLevel> levels;
  // Where DDIM's step from levels[i] ends. For diffusers' spacings that is train_steps / steps
  // below it, which is not always levels[i + 1].
  std::vector<NoiseLevel> ends;
  // False when the first steps were left out: the run starts from an initial latent, not from noise
  // alone.
  bool from_noise = true;

  int steps() const { return int(levels.size()); }
};

// steps: 1 … train_steps. strength in (0, 1]: with less than 1 only the last ⌊steps · strength⌋
// steps are kept (image to image, as in huggingface/diffusers:
// src/diffusers/pipelines/stable_diffusion/pipeline_stable_diffusion_img2img.py, get_timesteps).
//
// Throws ArgumentError on anything else and for the row `automatic`, which resolve_schedule
// turns into another.
Plan make_plan(const NoiseSchedule& noise, const ScheduleInfo& schedule, int steps,
               double strength = 1.0);

}  // namespace evenlight::samplers
