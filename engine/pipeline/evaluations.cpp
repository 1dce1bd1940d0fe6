#include "engine/pipeline/evaluations.h"

#include <utility>

#include "samplers/sampler.h"

namespace evenlight {
namespace {

// Timesteps closer than this count as the same: they come back from σ by logarithms.
constexpr double same_timestep = 1e-6;

// Those that count at that step, as in huggingface/diffusers:
// pipelines/controlnet/pipeline_controlnet.py controlnet_keep.
template <class Steered>
std::vector<size_t> counting(std::span<const Steered> all, int step, int steps) {
  std::vector<size_t> indices;
  const double n = steps;
  for (size_t i = 0; i < all.size(); ++i) {
    if (step / n >= all[i].start && (step + 1) / n <= all[i].end) indices.push_back(i);
  }
  return indices;
}

}  // namespace

int step_at(const samplers::Plan& plan, const samplers::NoiseLevel& level) {
  int step = 0;
  while (step + 1 < plan.steps() &&
         plan.levels[size_t(step) + 1].timestep >= level.timestep - same_timestep) {
    ++step;
  }
  return step;
}

std::vector<Group> groups_at(const samplers::Plan& plan, const Guidance& guidance,
                             std::span<const ConditionUse> uses, const Steering& steering,
                             const samplers::NoiseLevel& level) {
  // At zero terminal SNR σ is infinite, which is inside every interval without an upper end.
  const Extras extras = extras_at(guidance, level.sigma / level.alpha);
  const int step = step_at(plan, level);
  const auto add = [&](Side side, Group& group) {
    for (size_t i = 0; i < uses.size(); ++i) {
      if (uses[i].side == side && uses[i].steps.contains(step)) group.conditions.push_back(i);
    }
  };
  std::vector<Group> groups(1);
  if (extras.empty) add(Side::empty, groups.front());
  if (extras.blind) add(Side::blind, groups.front());
  if (extras.negative) add(Side::negative, groups.front());
  add(Side::positive, groups.front());
  const auto perturb = [&](bool wanted, Perturbation perturbation) {
    if (!wanted) return;
    add(Side::positive, groups.emplace_back());
    groups.back().perturbation = perturbation;
  };
  perturb(extras.identity, Perturbation::identity);
  perturb(extras.mean_query, Perturbation::mean_query);
  for (Group& group : groups) {
    if (uses[group[0]].network != 0) continue;  // made for the model, not for its refiner
    group.controls = counting(steering.controls, step, plan.steps());
    group.ip_adapters = counting(steering.ip_adapters, step, plan.steps());
  }
  return groups;
}

std::vector<Group> evaluation_order(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses, const Steering& steering) {
  std::vector<Group> order;
  // Samplers of higher order leave some evaluations out: counted by running one over one number.
  samplers::Callbacks callbacks;
  callbacks.predict = [&](auto x, const samplers::NoiseLevel& level, std::span<float> x0) {
    for (Group& group : groups_at(sampling.plan, guidance, uses, steering, level)) {
      order.push_back(std::move(group));
    }
    x0[0] = float(level.alpha * x[0]);  // of unit normal data, for methods that measure their steps
  };
  callbacks.noise = [](std::span<float> noise) { noise[0] = 0; };
  callbacks.unguided = [](std::span<float> x0) { x0[0] = 0; };
  const float noise = 1;
  float latent = 0;
  samplers::sample(sampling.sampler, sampling.plan, callbacks, {&noise, 1}, {&noise, 1},
                   {&latent, 1}, sampling.eta);
  return order;
}

std::map<Group, int> evaluations_of(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses, const Steering& steering) {
  std::map<Group, int> count;
  for (const Group& group : evaluation_order(sampling, guidance, uses, steering)) ++count[group];
  return count;
}

}  // namespace evenlight
