#pragma once

#include <string_view>

#include "app/common/recipe/foreign/foreign_json.h"

namespace evenlight {

// The values of a workflow's node by the names that its inputs have: {"steps": 20, …}. They stand
// in a list without names, in an order that is the node type's; empty for a type that is not known,
// unless the file names them.
ForeignJson comfy_widget_values(std::string_view type, const ForeignJson& node);

}  // namespace evenlight
