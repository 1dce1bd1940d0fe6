// What is written to stderr: notes, warnings and errors, one line each.
#pragma once

#include <spdlog/logger.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/command.h"
#include "engine/base/error.h"

namespace evenlight::cli {

// Whether the arguments ask for --progress json: stderr is JSON alone then, from its first line on.
bool wants_json_progress(const std::vector<std::string>& arguments);

// Control characters, those that turn the direction of writing and bytes that are no UTF-8 as \x1b
// or \u202e: names and prompts of others cannot command a terminal or feign a line.
std::string printable(std::string_view text);

// A path as a line of a list on stdout.
void print_path(Console& console, const std::filesystem::path& path);

// "error: MESSAGE." or {"event": "error", "message": …, "exit_code": …}.
void tell_error(Console& console, const std::string& message, ErrorKind kind);

// The program's log goes to the console's stderr while one lives.
class LogToConsole {
 public:
  LogToConsole(Console& console, const CommonFlags& common);
  ~LogToConsole();
  LogToConsole(const LogToConsole&) = delete;
  LogToConsole& operator=(const LogToConsole&) = delete;

 private:
  std::shared_ptr<spdlog::logger> before_;
};

}  // namespace evenlight::cli
