// What the network is asked in the course of a picture.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "engine/pipeline/conditions.h"
#include "engine/pipeline/guidance/guidance.h"
#include "engine/pipeline/sampling.h"

namespace evenlight {

// Conditions that it is asked about at once, as indices, in the order in which they lie in its
// batch.
using Group = std::vector<size_t>;

// The conditions that count at a noise level: positive ones in their steps, negative ones where
// guidance wants them. A level between those of two steps belongs to the earlier step.
Group group_at(const samplers::Plan& plan, const Guidance& guidance,
               std::span<const ConditionUse> uses, const samplers::NoiseLevel& level);

// How often one render asks about which conditions. Throws as samplers::sample.
std::map<Group, int> evaluations_of(const Sampling& sampling, const Guidance& guidance,
                                    std::span<const ConditionUse> uses);

}  // namespace evenlight
