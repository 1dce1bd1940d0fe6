#pragma once

#include <stdexcept>

namespace evenlight::audit {

// A setting out of range, or counts for which a statistic has no value. The message says what is
// needed. A type of its own, so that a program does not take another library's
// std::invalid_argument for it.
class ArgumentError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

}  // namespace evenlight::audit
