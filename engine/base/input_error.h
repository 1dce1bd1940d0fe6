#pragma once

#include "engine/base/error.h"

namespace evenlight {

// A file, or a text that is not ours, which cannot be used as it is: Error of the kind `input`.
class InputError : public Error {
 public:
  explicit InputError(const std::string& message) : Error(ErrorKind::input, message) {}
};

}  // namespace evenlight
