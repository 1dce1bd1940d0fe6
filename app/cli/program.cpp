#include <fmt/format.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <new>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "app/common/json_reading.h"
#include "bias_audit/errors.h"
#include "engine/core/error.h"

namespace evenlight::cli {
namespace {

constexpr const char* log_levels[] = {"trace", "debug", "info", "warn", "error", "off"};

void declare_common(CLI::App& app, CommonFlags& common) {
  app.add_flag("--json", common.json, "one JSON object on stdout");
  app.add_flag("--quiet", common.quiet, "no progress, no notes");
  const auto level = [&common](const std::string& text) {
    if (std::ranges::find(log_levels, text) == std::end(log_levels)) {
      throw Error(ErrorKind::usage, fmt::format("--log-level: \"{}\" is not known; accepted are {}.",
                                                text, fmt::join(log_levels, ", ")));
    }
    common.log_level = text;
  };
  app.add_option_function<std::string>("--log-level", level, "how much to tell on stderr")
      ->type_name("LEVEL");
}

// Notes and warnings go to the console's error stream while one run lasts.
class LogToConsole {
 public:
  LogToConsole(Console& console, const CommonFlags& common) : before_(spdlog::default_logger()) {
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(console.err, true);
    auto logger = std::make_shared<spdlog::logger>("evenlight", std::move(sink));
    logger->set_pattern("%l: %v");
    const bool hushed = common.quiet && common.log_level == "info";
    logger->set_level(hushed ? spdlog::level::err : spdlog::level::from_str(common.log_level));
    spdlog::set_default_logger(std::move(logger));
  }
  ~LogToConsole() { spdlog::set_default_logger(before_); }
  LogToConsole(const LogToConsole&) = delete;
  LogToConsole& operator=(const LogToConsole&) = delete;

 private:
  std::shared_ptr<spdlog::logger> before_;
};

// "--steps, --cfg, …": the long names, in the order of the help.
std::string accepted_flags(const CLI::App& app) {
  std::string flags;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_lnames().empty()) continue;
    flags += (flags.empty() ? "--" : ", --") + option->get_lnames().front();
  }
  return flags;
}

std::string verb_names(const CLI::App& app) {
  std::string names;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) {
    names += (names.empty() ? "" : ", ") + verb->get_name();
  }
  return names;
}

// What CLI11 could not place: an unknown flag, or a word too many.
void refuse_extras(const CLI::App& app, const std::string& verb) {
  const std::vector<std::string> extras = app.remaining();
  if (extras.empty()) return;
  const auto flag = std::ranges::find_if(
      extras, [](const std::string& text) { return text.size() > 1 && text.starts_with('-'); });
  if (flag != extras.end()) {
    throw Error(ErrorKind::usage, fmt::format("{} has no flag {}; accepted are {}.", verb,
                                              flag->substr(0, flag->find('=')),
                                              accepted_flags(app)));
  }
  throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is one word too many; put text of several "
                                            "words in quotes.",
                                            verb, extras.front()));
}

struct Parsed {
  CLI::App app{"Evenlight: pictures from words, and how even-handed they are.", "evenlight"};
  std::map<const CLI::App*, std::unique_ptr<Command>> commands;
};

void declare_verbs(Parsed& parsed) {
  parsed.app.set_version_flag("--version", "evenlight " EVENLIGHT_VERSION);
  parsed.app.allow_extras();
  std::map<std::string, CLI::App*> groups;
  for (const Verb& verb : verbs()) {
    CLI::App* parent = &parsed.app;
    std::string name(verb.name);
    if (const size_t blank = name.find(' '); blank != std::string::npos) {
      CLI::App*& group = groups[name.substr(0, blank)];
      if (!group) {
        group = parsed.app.add_subcommand(name.substr(0, blank), "see --help");
        group->allow_extras();
      }
      parent = group;
      name = name.substr(blank + 1);
    }
    CLI::App* app = parent->add_subcommand(name, std::string(verb.help));
    app->allow_extras();
    auto command = verb.make();
    command->declare(*app);
    declare_common(*app, command->common);
    parsed.commands.emplace(app, std::move(command));
  }
}

// The innermost verb that was named.
const CLI::App* chosen_verb(const CLI::App& app, std::string& path) {
  const CLI::App* verb = &app;
  while (!verb->get_subcommands().empty()) {
    verb = verb->get_subcommands().front();
    path += " " + verb->get_name();
  }
  return verb;
}

int run_parsed(const std::vector<std::string>& arguments, Console& console) {
  Parsed parsed;
  declare_verbs(parsed);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
  try {
    parsed.app.parse(reversed);
  } catch (const CLI::Success& help) {
    parsed.app.exit(help, console.out, console.err);
    return 0;
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::usage, std::string(error.what()) + "; see --help.");
  }
  std::string path = "evenlight";
  const CLI::App* verb = chosen_verb(parsed.app, path);
  const auto command = parsed.commands.find(verb);
  if (command == parsed.commands.end()) {
    const auto extras = verb->remaining();
    throw Error(ErrorKind::usage,
                extras.empty() ? fmt::format("{}: name a verb: {}.", path, verb_names(*verb))
                               : fmt::format("{} has no verb {}; accepted are {}.", path,
                                             extras.front(), verb_names(*verb)));
  }
  refuse_extras(*verb, path);
  const LogToConsole log(console, command->second->common);
  return command->second->run(console);
}

}  // namespace

void print_json(Console& console, const nlohmann::ordered_json& json) {
  console.out << dump_json(json) << "\n";
}

// The one place where an error becomes a line and an exit code.
int run_program(const std::vector<std::string>& arguments, Console& console) {
  const auto report = [&](const std::string& message, ErrorKind kind) {
    console.err << "error: " << message << "\n";
    return static_cast<int>(kind);
  };
  try {
    const int code = run_parsed(arguments, console);
    console.out.flush();
    if (!console.out) return report("Writing to stdout failed.", ErrorKind::failed);
    return code;
  } catch (const Error& error) {
    return report(error.what(), error.kind());
  } catch (const audit::InputError& error) {
    return report(error.what(), ErrorKind::input);
  } catch (const std::invalid_argument& error) {
    return report(error.what(), ErrorKind::usage);
  } catch (const std::bad_alloc&) {
    return report("Not enough memory; use a smaller size or batch.", ErrorKind::device);
  } catch (const std::exception& error) {
    return report(error.what(), ErrorKind::failed);
  }
}

}  // namespace evenlight::cli
