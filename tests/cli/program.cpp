#include "tests/cli/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path& home() {
  static const TemporaryFolder folder;
  return folder.path();
}

// In the child: only calls that are safe between fork and exec, but for those of `in_child`.
[[noreturn]] void become_program(const std::vector<char*>& arguments, const char* folder,
                                 const char* out, const char* err, const InChild& in_child) {
  const int in = open("/dev/null", O_RDONLY);
  const int out_file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (dup2(in, 0) < 0 || dup2(out_file, 1) < 0 || dup2(err_file, 2) < 0 || chdir(folder) != 0) {
    _exit(126);
  }
  if (in_child) in_child();
  execv(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "evenlight-cli-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a leftover in the system's temporary folder harms nobody
  fs::remove_all(path_, ignored);
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> names;
  for (const auto& item : fs::recursive_directory_iterator(path_)) {
    names.push_back(item.path().lexically_relative(path_).string());
  }
  std::ranges::sort(names);
  return names;
}

RunningProgram::RunningProgram(const Arguments& arguments, const fs::path& folder,
                               const std::string& out, const Surroundings& surroundings,
                               const InChild& in_child)
    : keeps_out_(out.empty()) {
  setenv("XDG_CACHE_HOME", (home() / "cache").c_str(), 1);
  setenv("XDG_DATA_HOME", (home() / "data").c_str(), 1);
  for (const auto& [name, value] : surroundings) setenv(name.c_str(), value.c_str(), 1);
  Arguments all = Arguments{EVENLIGHT_PROGRAM} + arguments;
  std::vector<char*> pointers;
  for (std::string& text : all) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  const std::string out_file = keeps_out_ ? streams_ / "out" : out, err_file = streams_ / "err";
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot start a process");
  if (process_ == 0) {
    become_program(pointers, folder.c_str(), out_file.c_str(), err_file.c_str(), in_child);
  }
}

RunningProgram::~RunningProgram() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void RunningProgram::send(int signal_number) const {
  kill(process_, signal_number);
}

std::string RunningProgram::err() const {
  return read_file(streams_ / "err");
}

Outcome RunningProgram::wait() {
  const auto end = std::chrono::steady_clock::now() + 60s;
  int status = 0;
  while (waitpid(process_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      ADD_FAILURE() << "the program did not end within a minute";
      kill(process_, SIGKILL);
      waitpid(process_, &status, 0);
      break;
    }
    std::this_thread::sleep_for(2ms);
  }
  process_ = -1;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, keeps_out_ ? read_file(streams_ / "out") : "", err()};
}

Outcome run(const Arguments& arguments, const fs::path& folder, const Surroundings& surroundings) {
  return RunningProgram(arguments, folder, {}, surroundings).wait();
}

Outcome run(const Arguments& arguments, const fs::path& folder, const InChild& in_child) {
  return RunningProgram(arguments, folder, {}, {}, in_child).wait();
}

Arguments tiny_render(const Arguments& more) {
  Arguments all = {"render", "--model", tiny_model().string(), "--device", "cpu"};
  const auto usual = [&](const std::string& flag, const std::string& value) {
    if (std::ranges::find(more, flag) == more.end()) all = all + Arguments{flag, value};
  };
  usual("--threads", "1");
  // A recipe or a list of jobs has its own.
  if (std::ranges::find(more, "--recipe") == more.end() &&
      std::ranges::find(more, "--jobs") == more.end()) {
    usual("--seed", "1");
    usual("--steps", "2");
    usual("--width", "16");
    usual("--height", "16");
  }
  return all + more;
}

Arguments operator+(Arguments a, const Arguments& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace evenlight::test
