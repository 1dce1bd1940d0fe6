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
#include "engine/pipeline/sampling.h"

namespace evenlight {

// Conditions that it is asked about at once, as indices, in the order in which they lie in its
// batch; and what is changed in the network meanwhile.
struct Group {
  std::vector<size_t> conditions;
  Perturbation perturbation = Perturbation::none;
  std::vector<size_t> controls;  // of the recipe, that count

  Group(std::initializer_list<size_t> indices = {}) : conditions(indices) {}
  size_t size() const { return conditions.size(); }
  size_t operator[](size_t place) const { return conditions[place]; }
  auto begin() const { return conditions.begin(); }
  auto end() const { return conditions.end(); }
  auto operator<=>(const Group&) const = default;
};

// The step that a noise level belongs to, from 0; one between those of two steps belongs to the
// earlier step.
int step_at(const samplers::Plan& plan, const samplers::NoiseLevel& level);

// The conditions that count at a noise level: positive ones in their steps, the others where
// guidance wants them; then the positive ones again for every perturbation that it wants. All with
// the control nets that count in this step.
std::vector<Group> groups_at(const samplers::Plan& plan, const Guidance& guidance,
                             std::span<const ConditionUse> uses, std::span<const Control> controls,
                             const samplers::NoiseLevel& level);

// What one render asks about, in its order. Throws as samplers::sample.
std::vector<Group> evaluation_order(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses,
                                    std::span<const Control> controls = {});

// How often one render asks about which conditions. Throws as samplers::sample.
std::map<Group, int> evaluations_of(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses,
                                    std::span<const Control> controls = {});

}  // namespace evenlight
