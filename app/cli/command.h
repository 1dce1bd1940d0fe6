// A verb of the program: one file, one row in the table of verbs.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>
#include <string>
#include <vector>

namespace evenlight::cli {

// Where a program talks to; tests give string streams.
struct Console {
  std::ostream& out;  // results only: paths, tables or one JSON object
  std::ostream& err;  // progress, notes, errors
  bool err_is_terminal = false;
  bool json_notes = false;  // err gets JSON alone, one object a line
};

// What every verb takes.
struct CommonFlags {
  bool json = false;
  bool quiet = false;
  std::string log_level = "info";
};

class Command {
 public:
  virtual ~Command() = default;
  virtual void declare(CLI::App& app) = 0;
  // Returns an exit code; what a person can mend is thrown as Error.
  virtual int run(Console& console) = 0;

  CommonFlags common;
};

struct Verb {
  std::string_view name;  // "render"; "models list" is a verb of a group
  std::string_view help;
  std::unique_ptr<Command> (*make)();
};

std::span<const Verb> verbs();

// The whole program but its process: `arguments` without the program's name. Returns the exit code.
int run_program(const std::vector<std::string>& arguments, Console& console);

void print_json(Console& console, const nlohmann::ordered_json& json);

// One maker per verb.
std::unique_ptr<Command> make_render();
std::unique_ptr<Command> make_tokens();
std::unique_ptr<Command> make_samplers();
std::unique_ptr<Command> make_devices();
std::unique_ptr<Command> make_models_list();
std::unique_ptr<Command> make_models_inspect();
std::unique_ptr<Command> make_models_verify();
std::unique_ptr<Command> make_models_convert();
std::unique_ptr<Command> make_models_merge();
std::unique_ptr<Command> make_upscale();
std::unique_ptr<Command> make_control_preview();
std::unique_ptr<Command> make_requirements();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_bench();
std::unique_ptr<Command> make_audit_run();
std::unique_ptr<Command> make_audit_resume();
std::unique_ptr<Command> make_audit_import();
std::unique_ptr<Command> make_audit_analyze();
std::unique_ptr<Command> make_audit_label();
std::unique_ptr<Command> make_audit_report();
std::unique_ptr<Command> make_audit_keygen();
std::unique_ptr<Command> make_audit_verify();
std::unique_ptr<Command> make_audit_compare();
std::unique_ptr<Command> make_audit_mitigate();
std::unique_ptr<Command> make_audit_watch();
std::unique_ptr<Command> make_audit_merge();
std::unique_ptr<Command> make_audit_plan();

}  // namespace evenlight::cli
