#pragma once

namespace evenlight {

// Throws std::logic_error "internal error: WHAT (FILE:LINE)".
[[noreturn]] void fail_check(const char* what, const char* file, int line);

}  // namespace evenlight

// A condition that only a programmer's mistake breaks; `what` is then the message, a literal that
// says what should have held. Checked in every build.
#define EVENLIGHT_CHECK(condition, what)                 \
  do {                                                   \
    if (!(condition)) [[unlikely]] {                     \
      ::evenlight::fail_check(what, __FILE__, __LINE__); \
    }                                                    \
  } while (false)
