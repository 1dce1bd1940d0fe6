// The real program as a child process.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace evenlight::test {

using Arguments = std::vector<std::string>;
using Surroundings = std::map<std::string, std::string>;  // of XDG_CACHE_HOME and XDG_DATA_HOME

// A folder of this test's own, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  // Names of everything inside, sorted; of what runs left behind if nothing else was put there.
  std::vector<std::string> names() const;

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int code = -1;  // 128 + signal if one ended it
  std::string out;
  std::string err;

  nlohmann::json json() const { return nlohmann::json::parse(out); }
};

// Called in the new process before it becomes the program: limits, streams and folders of its own.
using InChild = std::function<void()>;

// A run that goes on. Standard input is empty; caches and the user's models are in a folder that
// the whole test program shares, so that nothing of this machine is seen.
class RunningProgram {
 public:
  // `out`: where standard output goes instead of into the outcome. `surroundings`: variables in
  // place of the usual ones.
  RunningProgram(const Arguments& arguments, const std::filesystem::path& folder,
                 const std::string& out = {}, const Surroundings& surroundings = {},
                 const InChild& in_child = {});
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  void send(int signal_number) const;
  pid_t process() const { return process_; }
  // What stands on stderr so far.
  std::string err() const;
  // Fails the test if it takes longer than a minute.
  Outcome wait();

 private:
  TemporaryFolder streams_;
  bool keeps_out_;
  pid_t process_ = -1;
};

// Runs in `folder` and waits.
Outcome run(const Arguments& arguments, const std::filesystem::path& folder,
            const Surroundings& surroundings = {});
Outcome run(const Arguments& arguments, const std::filesystem::path& folder,
            const InChild& in_child);

// `evenlight render` with the tiny model on one thread of the CPU: 16×16 pixels, two steps and
// seed 1 unless `more` says otherwise.
Arguments tiny_render(const Arguments& more);

// a followed by b.
Arguments operator+(Arguments a, const Arguments& b);

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& content);

}  // namespace evenlight::test
