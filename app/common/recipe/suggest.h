#pragma once

#include <span>
#include <string_view>

#include "engine/base/message.h"

namespace evenlight {

// The name that `wanted` is most likely a slip of (Levenshtein's distance, capitals apart), or
// nothing if none is near.
std::string_view closest_name(std::string_view wanted, std::span<const std::string_view> names);

// " (did you mean NAME?)", or nothing.
Message did_you_mean(std::string_view name);

}  // namespace evenlight
