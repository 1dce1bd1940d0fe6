// `evenlight` as people start it: it holds back the signals that end a program and becomes the
// command itself, which lets them through as soon as it has an answer to them. To load the
// command's libraries takes some twenty milliseconds, in which the system would answer, with a
// status of its own. So this links nothing that takes time to load, and allocates nothing.
#include <signal.h>
#include <unistd.h>

#include <cstring>

#include "app/cli/ending_signals.h"

namespace {

constexpr int failed = 1;  // as ErrorKind::failed

// From the folder of this program.
constexpr char command[] = "/../libexec/evenlight-command";
constexpr char missing[] =
    "error: libexec/evenlight-command is missing beside the folder of this program; install "
    "Evenlight again.\n";

}  // namespace

int main(int, char** arguments) {
  evenlight::cli::hold_ending_signals(SIG_BLOCK);
  char path[4096 + sizeof command];
  const ssize_t length = readlink("/proc/self/exe", path, 4096);
  if (length > 0) {
    path[length] = '\0';
    if (char* slash = std::strrchr(path, '/')) {
      std::memcpy(slash, command, sizeof command);
      execv(path, arguments);
    }
  }
  const ssize_t told = write(STDERR_FILENO, missing, sizeof missing - 1);
  static_cast<void>(told);
  return failed;
}
