#include "app/cli/interrupt.h"

#include <signal.h>

#include <initializer_list>

#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

volatile sig_atomic_t interrupted = 0;

extern "C" void remember(int signal_number) {
  interrupted = 1;
  signal(signal_number, SIG_DFL);
}

void handle_with(void (*handler)(int)) {
  for (const int number : {SIGINT, SIGTERM}) signal(number, handler);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  interrupted = 0;
  handle_with(remember);
}

InterruptGuard::~InterruptGuard() {
  handle_with(SIG_DFL);
}

Poll InterruptGuard::poll(const char* sentence) {
  return [sentence] {
    if (interrupted) throw Error(ErrorKind::interrupted, sentence);
  };
}

}  // namespace evenlight::cli
