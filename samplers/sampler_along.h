#pragma once

#include "samplers/registry.h"

namespace evenlight::samplers {

// What a sampler is along a schedule (never `automatic`). LCM is diffusers' along its own
// timesteps; along any other it is k-diffusion's, which A1111 and ComfyUI have: it starts from σ
// times the noise as all of theirs do, not from the noise as it is. Every other sampler is itself.
const SamplerInfo& sampler_along(const SamplerInfo& sampler, const ScheduleInfo& schedule);

}  // namespace evenlight::samplers
