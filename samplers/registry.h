// The samplers there are. A sampler is one file in methods/ and one row in registry.cpp.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "samplers/sampler.h"

namespace evenlight::samplers {

class Loop;

// The scale of the latent that a method works on (see noise_schedule.h).
enum class Scale { exploding, preserving };

struct SamplerInfo {
  std::string_view id;
  std::string_view name;                  // as AUTOMATIC1111's web UI writes it
  std::vector<std::string_view> aliases;  // other programs' names
  bool stochastic;                        // draws fresh noise when eta > 0
  int evaluations_per_step;               // second-order methods save one on the last step; PLMS
                                          // needs one more on the first
  double default_eta;
  std::string_view default_schedule;  // an id, or "model": the model's own spacing
  Scale scale;
  void (*run)(Loop& loop, std::span<float> x);
  bool asks_unguided = false;  // CFG++: what the model says without guidance, beside x0
  bool along_path = false;     // its fresh noise may come from a Brownian path
  bool adaptive = false;       // chooses its steps by what it finds, so one picture at a time
  bool own_levels = false;     // walks from the plan's first σ to its last by levels of its own
};

std::span<const SamplerInfo> samplers();

// By id, name or alias; capitals do not matter. Throws ArgumentError that lists the
// accepted ids.
const SamplerInfo& find_sampler(std::string_view name);

// Names that carry a schedule as well, such as "DPM++ 2M Karras" in older pictures of
// AUTOMATIC1111's web UI. A plain name gives the schedule `automatic`. Throws like find_sampler.
std::pair<const SamplerInfo*, const ScheduleInfo*> find_sampler_and_schedule(std::string_view name);

// What `automatic` stands for: the sampler's default; `trailing` where the model has zero terminal
// SNR and the default is not the model's own spacing, because only that starts from pure noise
// without wasting steps on its huge σ. Other schedules are returned as they are. Throws
// ArgumentError if the model names an unknown spacing.
const ScheduleInfo& resolve_schedule(const ScheduleInfo& schedule, const SamplerInfo& sampler,
                                     const NoiseConfig& config);

}  // namespace evenlight::samplers
