#pragma once

#include <vector>

#include "engine/base/message.h"

namespace evenlight {

// Sentences for people on what was done otherwise than they may think. Each program shows them in
// its own way: the command as warnings, the studio in the window and in the user's language.
using Notes = std::vector<Message>;

}  // namespace evenlight
