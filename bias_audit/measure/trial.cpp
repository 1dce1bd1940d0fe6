#include "bias_audit/measure/trial.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <new>
#include <stdexcept>
#include <thread>

#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

using namespace std::chrono_literals;

constexpr rlim_t max_memory = rlim_t(8) << 30;
constexpr auto patience = 60s;
constexpr int exit_no_memory = 3;

// The address sanitizer reserves far more than any limit.
#ifdef __SANITIZE_ADDRESS__
constexpr bool memory_is_limited = false;
#else
constexpr bool memory_is_limited = true;
#endif

// The parent's handlers would write its sentences, and a core file helps nobody.
void become_expendable() {
  for (const int sign : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGINT, SIGTERM}) {
    std::signal(sign, SIG_DFL);
  }
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  rlimit memory = {};
  if (memory_is_limited && getrlimit(RLIMIT_AS, &memory) == 0 && memory.rlim_cur > max_memory) {
    memory.rlim_cur = max_memory;
    setrlimit(RLIMIT_AS, &memory);
  }
  // What a library says about the file, the parent will say in its own words.
  const int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere >= 0) {
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
  }
}

[[noreturn]] void attempt_and_leave(const std::function<void()>& attempt) {
  become_expendable();
  int code = 0;
  try {
    attempt();
  } catch (const std::bad_alloc&) {
    code = exit_no_memory;
  } catch (...) {
    code = 0;  // the caller meets the same exception in its own process and words it
  }
  _exit(code);
}

// The child's status; no value when it had to be ended.
bool wait_for(pid_t child, int& status) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (true) {
    const pid_t found = waitpid(child, &status, WNOHANG);
    if (found == child) return true;
    if (found < 0 && errno != EINTR) return false;
    if (std::chrono::steady_clock::now() > end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(1ms);
  }
}

}  // namespace

void try_apart(const std::string& name, const std::function<void()>& attempt) {
  const pid_t child = fork();
  if (child == 0) attempt_and_leave(attempt);
  if (child < 0) {
    throw Error(ErrorKind::failed, say<"{0}: cannot be tried in a process of its own: {1}.">(
                                       name, std::strerror(errno)));
  }
  int status = 0;
  if (!wait_for(child, status)) {
    throw InputError(say<"{0}: reading it does not come to an end; the file is damaged">(name));
  }
  if (WIFSIGNALED(status)) {
    throw InputError(say<"{0}: is damaged: reading it would end the program ({1})">(
        name, strsignal(WTERMSIG(status))));
  }
  if (WEXITSTATUS(status) == exit_no_memory) {
    throw InputError(say<"{0}: is damaged, or needs more than 8 GiB of memory">(name));
  }
}

}  // namespace evenlight::audit
