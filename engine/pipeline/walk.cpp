#include "engine/pipeline/walk.h"

#include "engine/pipeline/checks.h"
#include "samplers/sampler.h"

namespace evenlight {

std::vector<float> walk(const Sampling& sampling, Denoiser& denoiser, const FirstLatent& first,
                        Keep* keep, samplers::BatchNoise& random,
                        const samplers::BatchBrownian* path,
                        const std::function<void(const StepReport&)>& report) {
  samplers::Callbacks callbacks;
  callbacks.predict = [&](auto x, const auto& level, auto x0) {
    denoiser.predict(keep ? keep->shown(x, level) : x, level, x0);
    if (keep) keep->put_back(x0);
  };
  callbacks.noise = [&](std::span<float> out) { random.normal(out); };
  callbacks.unguided = [&](std::span<float> x0) {
    denoiser.unguided(x0);
    if (keep) keep->put_back(x0);
  };
  if (path) {
    callbacks.path = [&](double from, double to, std::span<float> out) {
      path->normal(from, to, out);
    };
  }
  callbacks.report = [&](const samplers::Progress& progress) {
    if (report) report({progress.step + 1, progress.steps, progress.x0});
  };
  std::vector<float> latent(first.noise.size());
  samplers::sample(sampling.sampler, sampling.plan, callbacks, first.noise,
                   first.from_noise_alone ? std::span<const float>() : first.picture, latent,
                   sampling.eta);
  if (keep) keep->finish(latent);
  check_finite(latent, say<"latent">());
  return latent;
}

}  // namespace evenlight
