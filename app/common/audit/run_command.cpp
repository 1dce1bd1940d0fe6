#include "app/common/audit/run_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "app/common/recipe/numbers.h"
#include "app/common/recipe/recipe_fields.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

// What an audit's recipe holds beside the fields of a picture's.
constexpr std::string_view device_keys[] = {"device", "precision"};

// The flag of a value; empty for what has none.
std::string flag_of_value(const std::string& key) {
  if (std::ranges::find(device_keys, key) != std::end(device_keys)) return "--" + key;
  const RecipeField* field = find_recipe_field(key);
  return field && field->is_value() ? field->flag_name() : "";
}

// What stands between the numbers of a field's flag.
char separator_of(const std::string& key) {
  const RecipeField* field = find_recipe_field(key);
  if (!field) return ':';
  if (const auto* list = std::get_if<NumberList>(&field->member)) return list->separator();
  return std::holds_alternative<SigmaList>(field->member) ? ',' : ':';
}

// As the flag reads it; nothing for what it could not read.
std::optional<std::string> flag_text(const Json& value, char separator) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  if (!value.is_array() || value.size() < 2) return std::nullopt;
  std::string text;
  for (const Json& one : value) {
    if (!one.is_number() && !one.is_null()) return std::nullopt;
    if (!text.empty()) text += separator;
    text += one.is_null() ? std::string("inf") : one.dump();
  }
  return text;
}

// A file that the recipe knows by its contents, such as an embedding; it is found beside the model.
bool add_file(const std::string& key, const Json& file, RunCommand& command) {
  if (!file.is_object() || !file.contains("sha256") || !file.at("sha256").is_string()) return false;
  const std::string name = file.contains("name") ? file.value("name", "") + " " : "";
  command.needs.push_back(
      fmt::format("{} {}(sha256 {})", key, name, file.at("sha256").get<std::string>()));
  return true;
}

bool add_files(const std::string& key, const Json& files, RunCommand& command) {
  if (!files.is_array()) return add_file(key, files, command);
  return !files.empty() &&
         std::ranges::all_of(files, [&](const Json& file) { return add_file(key, file, command); });
}

void add_setting(const std::string& key, const Json& value, RunCommand& command) {
  if (const std::string flag = flag_of_value(key); !flag.empty()) {
    if (value.is_boolean()) {
      if (value == true) command.text += " " + flag;
      return;
    }
    if (const auto text = flag_text(value, separator_of(key))) {
      if (!text->empty()) command.text += " " + flag + " " + shell_word(*text);
      return;
    }
  }
  if (add_files(key, value, command)) return;
  command.needs.push_back(fmt::format("\"{}\" as the audit's settings have it", key));
}

}  // namespace

std::string shell_word(const std::string& text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == ',';
  });
  if (plain) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
  return word + "'";
}

RunCommand run_command(const audit::AuditSettings& s, const std::string& set,
                       const std::string& model) {
  RunCommand command;
  command.text = fmt::format("evenlight audit run {} --model {} --images {} --seed-base {}",
                             shell_word(set), shell_word(model), s.images, s.seed_base);
  if (s.sequential) command.text += " --sequential --epsilon " + number_text(s.epsilon);
  command.text += " --baseline " + (s.baseline ? shell_word(s.set.subjects.back().text) : "none");
  if (!s.arm.empty()) command.text += " --arm " + shell_word(s.arm);
  for (const auto& [key, value] : s.recipe.items()) add_setting(key, value, command);
  return command;
}

namespace {

// The pictures themselves are needed: no command makes them again.
std::string import_line(const audit::AuditSettings& s, const audit::ImportedPictures& imported) {
  std::string line =
      fmt::format("evenlight audit import {} {} --model {}", shell_word(s.set.name),
                  shell_word(imported.source), shell_word(s.model.value("name", "")));
  const auto add = [&](const char* flag, const std::string& text) {
    if (!text.empty()) line += fmt::format(" {} {}", flag, shell_word(text));
  };
  add("--model-version", s.model.value("version", ""));
  add("--model-date", s.model.value("date", ""));
  add("--settings", imported.settings);
  add("--arm", s.arm);
  if (s.baseline) add("--baseline", s.set.subjects.back().text);
  if (imported.real_people) line += " --consent";
  return line + " --output DIR";
}

// The token is whoever's that runs it.
std::string generator_line(const audit::AuditSettings& s, const audit::GeneratorServer& server) {
  std::string line =
      fmt::format("evenlight audit run {} --generator {} --api {} --images {} --seed-base {}",
                  shell_word(s.set.name), shell_word(server.url), shell_word(server.api), s.images,
                  s.seed_base);
  if (s.sequential) line += " --sequential --epsilon " + number_text(s.epsilon);
  line += " --baseline " + (s.baseline ? shell_word(s.set.subjects.back().text) : "none");
  if (!s.arm.empty()) line += " --arm " + shell_word(s.arm);
  if (s.recipe.contains("model")) line += " --model " + shell_word(s.recipe.value("model", ""));
  const Json request = s.recipe.value("request", Json::object());
  for (const auto& [key, value] : request.items()) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    line += " --generator-setting " + shell_word(key + "=" + text);
  }
  return line + " --output DIR";
}

// The audit before it first: a mitigation is of one that exists. Its patch is made anew.
std::string mitigation_line(audit::AuditSettings settings) {
  const audit::Mitigation done = *settings.mitigation;
  settings.mitigation.reset();
  settings.arm.clear();
  if (!done.patch.empty()) settings.recipe.erase("loras");
  const RunCommand before =
      run_command(settings, settings.set.name, settings.model.value("name", ""));
  return fmt::format(
      "{} --output BEFORE && evenlight audit mitigate BEFORE --method {} --attribute {} --target "
      "{} "
      "--output DIR",
      before.text, shell_word(done.method), shell_word(done.attribute), shell_word(done.target));
}

}  // namespace

std::string reproduce_line(const audit::AuditSettings& settings) {
  if (settings.imported) return import_line(settings, *settings.imported);
  if (settings.generator) return generator_line(settings, *settings.generator);
  if (settings.mitigation) return mitigation_line(settings);
  const RunCommand command =
      run_command(settings, settings.set.name, settings.model.value("name", ""));
  const std::string line = command.text + " --output DIR";
  if (command.needs.empty()) return line;
  std::string needs = fmt::format("{}", fmt::join(command.needs, ", "));
  std::ranges::replace(needs, '\n', ' ');  // a name must not end the comment
  return line + "  # with " + needs;
}

}  // namespace evenlight
