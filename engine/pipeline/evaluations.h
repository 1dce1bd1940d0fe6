// What the network is asked in the course of a picture.
#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <span>
#include <vector>

#include "engine/pipeline/conditions.h"
#include "engine/pipeline/control.h"
#include "engine/pipeline/guidance/guidance.h"
#include "engine/pipeline/ip_adapter.h"
#include "engine/pipeline/sampling.h"

namespace evenlight {

// Conditions that it is asked about at once, as indices, in the order in which they lie in its
// batch; and what is changed in the network meanwhile.
struct Group {
  std::vector<size_t> conditions;
  Perturbation perturbation = Perturbation::none;
  std::vector<size_t> controls;     // of the recipe, that count
  std::vector<size_t> ip_adapters;  // likewise

  Group(std::initializer_list<size_t> indices = {}) : conditions(indices) {}
  size_t size() const { return conditions.size(); }
  size_t operator[](size_t place) const { return conditions[place]; }
  auto begin() const { return conditions.begin(); }
  auto end() const { return conditions.end(); }
  auto operator<=>(const Group&) const = default;
};

// What of a recipe counts in a share of the steps, beside its prompts. The recipe must outlive it.
struct Steering {
  std::span<const Control> controls = {};
  std::span<const IpAdapter> ip_adapters = {};
};
inline Steering steering_of(const Recipe& recipe) {
  return {recipe.controls, recipe.ip_adapters};
}

// The step that a noise level belongs to, from 0; one between those of two steps belongs to the
// earlier step.
int step_at(const samplers::Plan& plan, const samplers::NoiseLevel& level);

// The conditions that count at a noise level: positive ones in their steps, the others where
// guidance wants them; then the positive ones again for every perturbation that it wants. All with
// what steers them in this step.
std::vector<Group> groups_at(const samplers::Plan& plan, const Guidance& guidance,
                             std::span<const ConditionUse> uses, const Steering& steering,
                             const samplers::NoiseLevel& level);

// What one render asks about, in its order. Throws as samplers::sample.
std::vector<Group> evaluation_order(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses,
                                    const Steering& steering = {});

// How often one render asks about which conditions. Throws as samplers::sample.
std::map<Group, int> evaluations_of(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses,
                                    const Steering& steering = {});

}  // namespace evenlight
