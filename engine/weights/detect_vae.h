#pragma once

#include <optional>

#include "engine/base/message.h"
#include "engine/config/model_config.h"
#include "engine/weights/json_config.h"
#include "engine/weights/weight_index.h"

namespace evenlight {

// Widths and depths of the "vae." weights; what shapes do not say is the family's.
VaeConfig vae_of_shapes(const WeightIndex& index, Family family);

// From the config.json of a diffusers folder. `refusal` becomes a clause, if there was none, where
// it says what is not supported. Throws Error(input) if a field is malformed.
VaeConfig vae_of_config(const JsonConfig& config, std::optional<Message>& refusal);

// Whether two have the same weights.
bool same_shapes(const VaeConfig& a, const VaeConfig& b);

}  // namespace evenlight
