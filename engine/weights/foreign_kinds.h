#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/config/model_config.h"

namespace evenlight {

// What a safetensors file without an SD UNet seems to hold, recognised from its tensors' names.
struct ForeignKind {
  Family family = Family::unknown;
  Message clause;  // "is a LoRA, not a model; …"
};

ForeignKind describe_foreign_tensors(const std::vector<std::string>& names);

}  // namespace evenlight
