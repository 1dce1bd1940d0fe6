#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <new>
#include <system_error>

#include "app/cli/command.h"
#include "app/cli/command_words.h"
#include "app/cli/console_log.h"
#include "app/cli/flags.h"
#include "app/common/recipe/suggest.h"
#include "bias_audit/stats/argument_error.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/weights/mapped_file.h"

namespace evenlight::cli {
namespace {

constexpr const char* log_levels[] = {"trace", "debug", "info", "warn", "error", "off"};

void declare_common(CLI::App& app, CommonFlags& common) {
  constexpr const char* group = "Output";
  app.set_help_flag("-h,--help", "this text")->group(group);
  if (!app.get_option_no_throw("--json")) {  // audit report has one that may name a file
    app.add_flag("--json", common.json, "one JSON object on stdout")->group(group);
  }
  app.add_flag("--quiet", common.quiet, "no progress, no notes")->group(group);
  const auto level = [&common](const std::string& text) {
    if (std::ranges::find(log_levels, text) == std::end(log_levels)) {
      throw Error(ErrorKind::usage,
                  fmt::format("--log-level: \"{}\" is not known; accepted are {}.", text,
                              fmt::join(log_levels, ", ")));
    }
    common.log_level = text;
  };
  app.add_option_function<std::string>(
         "--log-level", level,
         "trace, debug, info, warn, error or off: which notes go to stderr (default info)")
      ->type_name("LEVEL")
      ->group(group);
}

// The long names, in the order of the help.
std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_lnames().empty()) flags.push_back("--" + option->get_lnames().front());
  }
  return flags;
}

std::vector<std::string> verbs_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) names.push_back(verb->get_name());
  return names;
}

// "PATH has no KIND WORD (did you mean X?); accepted are …"
[[noreturn]] void refuse_word(const std::string& path, std::string_view kind,
                              const std::string& word, const std::vector<std::string>& accepted) {
  const std::vector<std::string_view> names(accepted.begin(), accepted.end());
  throw Error(
      ErrorKind::usage,
      fmt::format("{} has no {} {}{}; accepted are {}.", path, kind, shown(word),
                  worded(did_you_mean(closest_name(word, names))), fmt::join(accepted, ", ")));
}

bool is_flag(const std::string& word) {
  return word.size() > 1 && word.starts_with('-');
}

// What CLI11 could not place: an unknown flag, or a word too many.
void refuse_extras(const CLI::App& app, const std::string& verb) {
  std::vector<std::string> extras = app.remaining();
  // What follows "--" is text, even "-a dog". CLI11 heeds that mark, but passes it on.
  const auto mark = std::ranges::find(extras, "--");
  const auto flag = std::find_if(extras.begin(), mark, is_flag);
  if (flag != mark) refuse_word(verb, "flag", flag->substr(0, flag->find('=')), flags_of(app));
  if (mark != extras.end()) extras.erase(mark);
  if (extras.empty()) return;
  if (extras.front().empty()) {
    throw Error(
        ErrorKind::usage,
        fmt::format("{}: an empty word is given; is a variable of the script not set?", verb));
  }
  throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is one word too many; put text of several "
                                            "words in quotes.",
                                            verb, shown(extras.front())));
}

// An empty text is a picture's prompt at times. Nothing else may be empty: a variable that is not
// set in a script ("$MODEL") must not mean that the flag was not given.
bool may_be_empty(std::string_view name) {
  return name == "prompt" || name == "negative" || name == "text";
}

[[noreturn]] void refuse_empty(const std::string& flag) {
  throw Error(ErrorKind::usage,
              fmt::format("{}: is empty; give it a value or leave it out.", flag));
}

void refuse_empty_values(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_single_name();
    if (may_be_empty(name) || option->get_expected_min() == 0) continue;
    if (std::ranges::find(option->results(), "") == option->results().end()) continue;
    // What has no flag is called as the help calls it: DIR|COUNTS.csv.
    const std::string& type = option->get_type_name();
    refuse_empty(!option->get_lnames().empty() ? "--" + name : type.empty() ? name : type);
  }
}

[[noreturn]] void refuse_missing_verb(const CLI::App& app, const std::string& path) {
  const std::vector<std::string> extras = app.remaining();
  const std::vector<std::string> names = verbs_of(app);
  if (extras.empty() || is_flag(extras.front())) {
    throw Error(ErrorKind::usage,
                fmt::format("{}: name a verb first: {}.", path, fmt::join(names, ", ")));
  }
  refuse_word(path, "verb", extras.front(), names);
}

// CLI11's own words are for programmers.
std::string plain_words(const CLI::ParseError& error) {
  const std::string what = error.what();
  const std::string flag = what.substr(0, what.find(':'));
  if (error.get_exit_code() == int(CLI::ExitCodes::ArgumentMismatch)) {
    return what.find("received") != std::string::npos ? flag + " is given more than once."
                                                      : flag + " needs a value after it.";
  }
  if (error.get_exit_code() == int(CLI::ExitCodes::ConversionError)) {
    return shown(what.substr(what.find(": ") + 2)) + ": give true or false, or nothing.";
  }
  return shown(what) + "; see --help.";
}

struct Parsed {
  CLI::App app{"Evenlight: pictures from words, and how even-handed they are.", "evenlight"};
  std::map<const CLI::App*, std::unique_ptr<Command>> commands;
};

// "model files: list, inspect, verify"
std::string help_of_group(std::string_view group) {
  constexpr std::pair<std::string_view, std::string_view> about[] = {
      {"control", "pictures that guide the composition"},
      {"models", "model files"},
      {"audit", "how even-handed a model's pictures of people are"}};
  std::string help;
  for (const auto& [name, words] : about) {
    if (name == group) help = std::string(words) + ": ";
  }
  std::string names;
  for (const Verb& verb : verbs()) {
    if (!verb.name.starts_with(group) || verb.name.substr(group.size(), 1) != " ") continue;
    names += (names.empty() ? "" : ", ") + std::string(verb.name.substr(group.size() + 1));
  }
  return help + names;
}

void declare_verbs(Parsed& parsed) {
  parsed.app.set_version_flag("-V,--version", "evenlight " EVENLIGHT_VERSION, "the version");
  parsed.app.set_help_flag("-h,--help", "this text");
  parsed.app.allow_extras();
  // One verb: a later word that is another's name ("audit label import") is an argument.
  parsed.app.require_subcommand(0, 1);
  std::map<std::string, CLI::App*> groups;
  for (const Verb& verb : verbs()) {
    CLI::App* parent = &parsed.app;
    std::string name(verb.name);
    if (const size_t blank = name.find(' '); blank != std::string::npos) {
      const std::string group_name = name.substr(0, blank);
      CLI::App*& group = groups[group_name];
      if (!group) {
        group = parsed.app.add_subcommand(group_name, help_of_group(group_name));
        group->allow_extras();
        group->require_subcommand(0, 1);
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
  parsed.app.footer("Each verb has its own --help.");  // at the end: verbs would inherit it
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

// "--negative=" with its empty value as a word of its own: CLI11 takes the next flag for the value.
std::vector<std::string> with_empty_values(const std::vector<std::string>& arguments) {
  std::vector<std::string> words;
  bool flags = true;
  for (const std::string& word : arguments) {
    flags = flags && word != "--";
    const bool empty = flags && word.starts_with("--") && word.find('=') == word.size() - 1;
    words.push_back(empty ? word.substr(0, word.size() - 1) : word);
    if (!empty) continue;
    if (!may_be_empty(words.back().substr(2))) refuse_empty(words.back());
    words.emplace_back();
  }
  return words;
}

// "audit frobnicate --help" asks for the help of nothing.
void refuse_unknown_verb(const Parsed& parsed) {
  std::string path = "evenlight";
  const CLI::App* verb = chosen_verb(parsed.app, path);
  if (parsed.commands.contains(verb)) return;
  const std::vector<std::string> extras = verb->remaining();
  if (!extras.empty() && !is_flag(extras.front())) refuse_missing_verb(*verb, path);
}

int run_parsed(const std::vector<std::string>& arguments, Console& console) {
  Parsed parsed;
  declare_verbs(parsed);
  std::vector<std::string> reversed = with_empty_values(arguments);
  std::ranges::reverse(reversed);  // as CLI11 wants them
  try {
    parsed.app.parse(reversed);
  } catch (const CLI::Success& help) {
    refuse_unknown_verb(parsed);
    parsed.app.exit(help, console.out, console.err);
    return 0;
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::usage, plain_words(error));
  } catch (const std::logic_error&) {
    // CLI11 reads what follows a flag of ours that is counted with std::stoll, unguarded.
    throw Error(ErrorKind::usage, "--raw: give true or false, or nothing.");
  }
  std::string path = "evenlight";
  const CLI::App* verb = chosen_verb(parsed.app, path);
  const auto command = parsed.commands.find(verb);
  if (command == parsed.commands.end()) refuse_missing_verb(*verb, path);
  refuse_extras(*verb, path);
  refuse_empty_values(*verb);
  const LogToConsole log(console, command->second->common);
  return command->second->run(console);
}

struct Failure {
  std::string message;
  ErrorKind kind;
};

// Of the exception that is being handled.
Failure current_failure() {
  try {
    throw;
  } catch (const Error& error) {
    return {in_command_words(error), error.kind()};
  } catch (const audit::ArgumentError& error) {
    return {error.what(), ErrorKind::usage};
  } catch (const std::bad_alloc&) {
    return {"Not enough memory; use a smaller size or batch.", ErrorKind::device};
  } catch (const std::filesystem::filesystem_error& error) {
    std::error_code gone;
    static_cast<void>(std::filesystem::current_path(gone));
    if (gone) {
      return {"The folder that this was started in is gone; change into another.",
              ErrorKind::usage};
    }
    return {fmt::format("{}: {}.", error.path1().string(), error.code().message()),
            ErrorKind::failed};
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::resource_unavailable_try_again) {
      return {error.what(), ErrorKind::failed};
    }
    return {
        "The system gives no memory or room for another thread; raise the limits (ulimit -v, "
        "ulimit -u) or give --threads 1.",
        ErrorKind::device};
  } catch (const std::exception& error) {
    return {error.what(), ErrorKind::failed};
  }
}

// A file that was lost while it was read is the reason of whatever went wrong afterwards.
Failure true_failure(const Failure& seen) {
  if (seen.kind == ErrorKind::interrupted) return seen;
  try {
    require_whole_files();
    return seen;
  } catch (const Error& lost) {
    return {in_command_words(lost), lost.kind()};
  }
}

}  // namespace

void print_json(Console& console, const nlohmann::ordered_json& json) {
  console.out << dump_json(json) << "\n";
}

// The one place where an error becomes a line and an exit code.
int run_program(const std::vector<std::string>& arguments, Console& console) {
  try {
    const int code = run_parsed(arguments, console);
    console.out.flush();
    if (!console.out) throw Error(ErrorKind::failed, "Writing to stdout failed.");
    require_whole_files();
    return code;
  } catch (...) {
    const Failure failure = true_failure(current_failure());
    tell_error(console, failure.message, failure.kind);
    return int(failure.kind);
  }
}

}  // namespace evenlight::cli
