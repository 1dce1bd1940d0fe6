#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/pipeline/denoiser.h"
#include "engine/pipeline/first_latent.h"
#include "engine/pipeline/keep.h"
#include "engine/pipeline/sampling.h"
#include "engine/pipeline/step_report.h"
#include "samplers/brownian.h"
#include "samplers/noise.h"

namespace evenlight {

// The sampler's way from the first latent to the clean ones, [images,channels,h,w]; fresh noise
// comes from `random`, for SDE samplers from `path` unless it is null. `keep` may be null: nothing
// stays as it is. Throws Error(check) for numbers
// that are not finite, and whatever the callbacks throw.
std::vector<float> walk(const Sampling& sampling, Denoiser& denoiser, const FirstLatent& first,
                        Keep* keep, samplers::BatchNoise& random,
                        const samplers::BatchBrownian* path,
                        const std::function<void(const StepReport&)>& report);

}  // namespace evenlight
