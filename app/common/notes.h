#pragma once

#include <string>
#include <vector>

namespace evenlight {

// Sentences for people on what was done otherwise than they may think. Each program shows them in
// its own way: the command as warnings, the studio in the window and in the user's language.
using Notes = std::vector<std::string>;

}  // namespace evenlight
