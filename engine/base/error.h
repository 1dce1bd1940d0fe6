#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/base/message.h"

namespace evenlight {

// What went wrong, as far as a script needs to know; the values are the program's exit codes.
enum class ErrorKind {
  failed = 1,        // failed while running
  usage = 2,         // a wrong flag or value
  input = 3,         // an input file is missing, malformed or unsupported
  device = 4,        // not enough memory or no such device
  check = 5,         // an outcome check was not met
  interrupted = 130  // cancelled; what was finished is kept
};

// A problem that a person can mend. The message is one sentence: what, where, what to do. `what` is
// its English, which names no flag and no button; a program that shows it words the message.
// A programmer's mistake is an EVENLIGHT_CHECK instead (check.h).
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, Message message)
      : std::runtime_error(worded(message)),
        kind_(kind),
        message_(std::make_shared<const Message>(std::move(message))) {}
  // Words that only one program says, such as the command of its flags.
  Error(ErrorKind kind, const std::string& text) : Error(kind, plain(text)) {}

  ErrorKind kind() const { return kind_; }
  int exit_code() const { return static_cast<int>(kind_); }
  const Message& message() const { return *message_; }

 private:
  ErrorKind kind_;
  std::shared_ptr<const Message> message_;  // shared: copies of exceptions must not throw
};

}  // namespace evenlight
