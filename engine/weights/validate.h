#pragma once

#include <string>

#include "engine/config/model_config.h"

namespace evenlight {

// Why a model of these configurations cannot be rendered, as a clause without the file's name
// ("is an inpainting model, …"); empty if it can. After an empty answer every number is within
// bounds that make the models' arithmetic safe: divisible where it must be, and small enough.
std::string reason_not_to_render(const ModelConfigs& configs);

}  // namespace evenlight
