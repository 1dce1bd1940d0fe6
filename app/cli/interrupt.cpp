#include "app/cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <initializer_list>

#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

volatile sig_atomic_t interrupted = 0;
std::atomic<const char*> last_line{""};

// Only calls that are safe in a signal's handler.
extern "C" void end_now(int) {
  const char* line = last_line.load();
  if (write(STDERR_FILENO, line, std::strlen(line)) < 0) {
    // Nobody is there to read it.
  }
  _exit(int(ErrorKind::interrupted));
}

extern "C" void remember(int signal_number) {
  interrupted = 1;
  signal(signal_number, end_now);
}

void handle_with(void (*handler)(int)) {
  for (const int number : {SIGINT, SIGTERM}) signal(number, handler);
}

}  // namespace

void end_when_interrupted(const char* line) {
  last_line.store(line);
  handle_with(end_now);
}

InterruptGuard::InterruptGuard() {
  interrupted = 0;
  handle_with(remember);
}

InterruptGuard::~InterruptGuard() {
  handle_with(end_now);
}

Poll InterruptGuard::poll(const char* sentence) {
  return [sentence] {
    if (interrupted) throw Error(ErrorKind::interrupted, sentence);
  };
}

}  // namespace evenlight::cli
