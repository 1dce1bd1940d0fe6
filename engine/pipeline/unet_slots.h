// Which compiled UNet does what a group of conditions asks. Groups of one kind can take turns on
// one: a prompt that changes in the course of a picture needs no more memory than one that does
// not.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/pipeline/evaluations.h"

namespace evenlight {

// The UNet's name for each group. Two groups share one where the first is done with before the
// second begins, so what depends on a prompt is computed once a prompt; only where more than
// max_slots of one kind come back again and again do they share and compute it anew.
// `order` is what is asked, in its order (evaluation_order).
std::map<Group, std::string> unet_slots(std::span<const Group> order,
                                        std::span<const ConditionUse> uses);

inline constexpr int max_unet_slots = 8;

}  // namespace evenlight
