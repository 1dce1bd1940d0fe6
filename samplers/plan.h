// A plan: the noise levels one run visits, in the terms of both families of samplers.
#pragma once

#include <optional>
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
  // How much noise a run from noise alone begins with, in the variance-exploding scale; without a
  // value the first σ.
  std::optional<double> start_sigma = {};

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

// Along given σ instead: at least two, falling, the last 0. Throws likewise.
Plan make_plan(const NoiseSchedule& noise, const std::vector<double>& sigmas,
               double strength = 1.0);

// Takes away the first `count` steps, or the level before the last, as k-diffusion's DPM2 does in
// other programs.
void leave_out_first(Plan& plan, int count);
void leave_out_penultimate(Plan& plan);

}  // namespace evenlight::samplers
