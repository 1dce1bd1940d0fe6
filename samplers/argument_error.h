#pragma once

#include <stdexcept>

namespace evenlight::samplers {

// A name that no table has, or a number out of range. The message says what is accepted. A type of
// its own, so that a caller does not take another library's std::invalid_argument for it.
class ArgumentError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

}  // namespace evenlight::samplers
