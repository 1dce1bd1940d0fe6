#include "engine/pipeline/keep.h"

#include <utility>

#include "engine/pipeline/evaluations.h"

namespace evenlight {

Keep::Keep(const Sampling& sampling, std::span<const float> picture, std::span<const float> noise,
           std::vector<float> share)
    : sampling_(sampling), picture_(picture), noise_(noise), share_(std::move(share)) {}

std::span<const float> Keep::shown(std::span<const float> x, const samplers::NoiseLevel& level) {
  const samplers::Plan& plan = sampling_.plan;
  progress_ = double(step_at(plan, level)) / double(plan.steps());
  shown_.assign(x.begin(), x.end());
  if (std::exchange(first_, false)) return shown_;  // it is there already, or nothing but noise is
  for (size_t i = 0; i < shown_.size(); ++i) {
    if (!stays(i, progress_)) continue;
    shown_[i] = float(level.alpha * picture_[i] + level.sigma * noise_[i]);
  }
  return shown_;
}

void Keep::put_back(std::span<float> x0) const {
  for (size_t i = 0; i < x0.size(); ++i) {
    if (stays(i, progress_)) x0[i] = picture_[i];
  }
}

void Keep::finish(std::span<float> latent) const {
  for (size_t i = 0; i < latent.size(); ++i) {
    if (share_[i % share_.size()] == 0.0f) latent[i] = picture_[i];
  }
}

}  // namespace evenlight
