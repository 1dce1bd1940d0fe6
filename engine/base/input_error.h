#pragma once

#include "engine/base/error.h"

namespace evenlight {

// A file, or a text that is not ours, which cannot be used as it is: Error of the kind `input`.
class InputError : public Error {
 public:
  explicit InputError(Message message) : Error(ErrorKind::input, std::move(message)) {}
  explicit InputError(const std::string& text) : Error(ErrorKind::input, text) {}
};

}  // namespace evenlight
