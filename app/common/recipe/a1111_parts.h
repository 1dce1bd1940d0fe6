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
  A1111Settings settings;            // empty: the text has no such line
  std::string behind;                // what stands behind the line of settings
  std::vector<std::string> cut_off;  // settings whose value, quoted or JSON, has no end
};

// The settings stand on the last line that has any, and on those behind it that hold nothing else;
// what other programs write behind them (templates of wildcards) is kept apart. Lines that a
// program has joined are taken apart again. A value in quotes or of JSON that has no end takes the
// rest of its line.
A1111Parts split_a1111_text(std::string_view text);

}  // namespace evenlight
