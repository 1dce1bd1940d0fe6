#include "app/cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstring>

#include "app/cli/ending_signals.h"
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
  // A terminal that closes says so more than once.
  if (signal_number != SIGHUP) signal(signal_number, end_now);
}

// nohup's way of asking to go on when the terminal closes.
bool is_ignored(int signal_number) {
  struct sigaction now {};
  return sigaction(signal_number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

void handle_with(void (*handler)(int)) {
  for (const int number : ending_signals) {
    if (number == SIGHUP && is_ignored(number)) continue;
    signal(number, handler);
  }
}

}  // namespace

void end_when_interrupted(const char* line) {
  last_line.store(line);
  handle_with(end_now);
  hold_ending_signals(SIG_UNBLOCK);  // those that came before, or that the launcher held back
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
