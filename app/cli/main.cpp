#include <unistd.h>

#include <iostream>

#include "app/cli/command.h"

int main(int argc, char** argv) {
  evenlight::cli::Console console{std::cout, std::cerr, isatty(STDERR_FILENO) == 1};
  return evenlight::cli::run_program({argv + 1, argv + argc}, console);
}
