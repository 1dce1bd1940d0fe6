#pragma once

#include "engine/graph/backend.h"

namespace evenlight::cli {

// From the first moment on: Ctrl-C (SIGINT, SIGTERM, or SIGHUP of a terminal that was closed,
// unless nohup has it ignored) ends the program at once with the exit code of an interruption.
// `line` is written to stderr then.
void end_when_interrupted(const char* line);

// While one lives, the first Ctrl-C is only remembered, and poll(sentence) answers it by throwing
// Error(interrupted); a second SIGINT or SIGTERM ends the program at once.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static Poll poll(const char* sentence);
};

}  // namespace evenlight::cli
