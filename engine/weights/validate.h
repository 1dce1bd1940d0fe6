#pragma once

#include <optional>

#include "engine/base/message.h"
#include "engine/config/model_config.h"

namespace evenlight {

// Why a model of these configurations cannot be rendered, as a clause without the file's name
// ("is an inpainting model, …"); nothing if it can. Then every number is within
// bounds that make the models' arithmetic safe: divisible where it must be, and small enough.
std::optional<Message> reason_not_to_render(const ModelConfigs& configs);

}  // namespace evenlight
