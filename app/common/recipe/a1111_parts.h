// The parts of what AUTOMATIC1111/stable-diffusion-webui stores with a picture, before any of it is
// understood (a1111_text.h).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace evenlight {

// "Steps" and "20", …, in their order; quotes are taken off.
using A1111Settings = std::vector<std::pair<std::string, std::string>>;

struct A1111Parts {
  std::string prompt;
  std::string negative;
  A1111Settings settings;  // empty: the text has no such line
  std::string behind;      // what stands behind the line of settings
};

// The settings stand on the last line that has any; what other programs write behind it (templates
// of wildcards) is kept apart. Lines that a program has joined are taken apart again.
A1111Parts split_a1111_text(std::string_view text);

}  // namespace evenlight
