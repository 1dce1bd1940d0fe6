// Names of networks that steer a UNet: ControlNets (Zhang et al. 2023, arXiv 2302.05543) and T2I
// adapters (Mou et al. 2023, arXiv 2302.08453).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/weights/ldm_names.h"

namespace evenlight {

enum class ControlKind { controlnet, t2i_adapter };

// Nothing for what is neither.
std::optional<ControlKind> control_kind(const std::vector<std::string>& keys);

// → "control." and diffusers' name, of a folder's own file, or of an original one with or without
// the prefix "control_model.".
NameMap map_control_names(ControlKind kind, const std::vector<std::string>& keys);

}  // namespace evenlight
