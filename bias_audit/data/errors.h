#pragma once

#include <stdexcept>

namespace evenlight::audit {

// A file or a set of labels that cannot be used as it is. The message says where and what to do.
// A wrong argument or setting is std::invalid_argument.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace evenlight::audit
