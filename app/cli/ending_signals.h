// The signals by which a person, a system or a closed terminal ends a program.
#pragma once

#include <signal.h>

namespace evenlight::cli {

inline constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};

// SIG_BLOCK: they wait until SIG_UNBLOCK.
inline void hold_ending_signals(int how) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : ending_signals) sigaddset(&set, number);
  sigprocmask(how, &set, nullptr);
}

}  // namespace evenlight::cli
