#include <unistd.h>

#include <iostream>

#include "app/cli/command.h"
#include "app/cli/console_log.h"
#include "app/cli/interrupt.h"
#include "app/common/files/process.h"

namespace {

using evenlight::cli::end_when_interrupted;

// Called by the loader before the libraries begin, which takes them a while: Ctrl-C in that time is
// an interruption as any other. What came before was held back by the launcher.
void before_libraries(int, char**, char**) {
  end_when_interrupted("error: Interrupted.\n");
}
[[gnu::section(".preinit_array"), gnu::used]] void (*first_call)(int, char**,
                                                                 char**) = before_libraries;

}  // namespace

int main(int argc, char** argv) {
  evenlight::let_writes_fail();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  evenlight::cli::Console console{std::cout, std::cerr, isatty(STDERR_FILENO) == 1,
                                  evenlight::cli::wants_json_progress(arguments)};
  if (console.json_notes) {
    end_when_interrupted("{\"event\":\"error\",\"message\":\"Interrupted.\",\"exit_code\":130}\n");
  }
  return evenlight::cli::run_program(arguments, console);
}
