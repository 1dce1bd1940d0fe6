#include "samplers/sampler.h"

#include <algorithm>
#include <stdexcept>

#include "samplers/argument_error.h"
#include "samplers/methods/loop.h"
#include "samplers/registry.h"

namespace evenlight::samplers {
namespace {

void require(bool ok, const char* sentence) {
  if (!ok) throw ArgumentError(sentence);
}

// The latent at the plan's first noise level. Without an initial picture the preserving samplers
// start from the noise as it is, as diffusers does, although the level may hold a little less.
Latent first_latent(const SamplerInfo& sampler, const Plan& plan, std::span<const float> noise,
                    std::span<const float> init) {
  const bool preserving = sampler.scale == Scale::preserving;
  Latent x(init.begin(), init.end());
  x.resize(noise.size());
  const double first_sigma =
      init.empty() ? plan.start_sigma.value_or(plan.sigmas.front()) : plan.sigmas.front();
  const double noise_share = !preserving    ? first_sigma
                             : init.empty() ? 1.0
                                            : plan.levels.front().sigma;
  mix(x, preserving ? plan.levels.front().alpha : 1.0, noise_share, noise);
  return x;
}

}  // namespace

void sample(const SamplerInfo& sampler, const Plan& plan, const Callbacks& callbacks,
            std::span<const float> noise, std::span<const float> init, std::span<float> latent,
            std::optional<double> eta) {
  const double share = eta.value_or(sampler.default_eta);
  require(share >= 0.0 && share <= 1.0, "eta must lie between 0 and 1");
  require(plan.steps() > 0, "the plan has no steps");
  require(!noise.empty(), "there is no latent to sample");
  require(latent.size() == noise.size(), "the latent must have the size of its noise");
  require(init.empty() || init.size() == noise.size(),
          "the initial latent must have the size of its noise");
  require(plan.from_noise || !init.empty(), "a strength below 1 needs an initial picture");
  require(callbacks.predict != nullptr, "sampling needs a model");
  require(callbacks.unguided || !sampler.asks_unguided,
          "this sampler needs the prediction without guidance");
  require(callbacks.noise || !sampler.stochastic || share == 0.0,
          "a stochastic sampler needs a source of noise");

  Latent x = first_latent(sampler, plan, noise, init);
  Loop loop(plan, callbacks, share, x.size());
  sampler.run(loop, x);
  std::ranges::copy(x, latent.begin());
}

}  // namespace evenlight::samplers
