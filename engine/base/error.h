#pragma once

#include <stdexcept>
#include <string>

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

// A problem that a person can mend. The message is one sentence: what, where, what to do.
// A programmer's mistake is an EVENLIGHT_CHECK instead (check.h).
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  ErrorKind kind() const { return kind_; }
  int exit_code() const { return static_cast<int>(kind_); }

 private:
  ErrorKind kind_;
};

}  // namespace evenlight
