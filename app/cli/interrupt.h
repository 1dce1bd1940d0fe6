#pragma once

#include "engine/graph/backend.h"

namespace evenlight::cli {

// While one lives, the first Ctrl-C (SIGINT or SIGTERM) is only remembered, and poll(sentence)
// answers it by throwing Error(interrupted); a second one ends the program at once.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static Poll poll(const char* sentence);
};

}  // namespace evenlight::cli
