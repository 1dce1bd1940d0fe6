#include "bias_audit/data/own_attributes.h"

#include <algorithm>

#include "bias_audit/data/class_names.h"
#include "bias_audit/data/prompt_set.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

constexpr size_t longest_name = 40;
constexpr const char* heads_of_instruments[] = {"people", "occupation"};

std::vector<std::string> read_names(const ordered_json& list, const std::string& where) {
  const ordered_json wrapped = {{"classes", list}};
  const JsonObject object(wrapped, where, {"classes"});
  std::vector<std::string> names = object.texts("classes", 2, 64);
  for (size_t i = 0; i < names.size(); ++i) {
    const auto end = names.begin() + std::ptrdiff_t(i);
    if (std::find(names.begin(), end, names[i]) != end || unclassified_of(names[i])) {
      object.fail("classes",
                  say<"\"{0}\" is listed twice or is what counts as no class">(shown(names[i])));
    }
  }
  return names;
}

}  // namespace

bool is_known_attribute(const std::string& name) {
  return std::ranges::find(known_attributes, name) != std::end(known_attributes);
}

bool is_own_attribute(const std::string& name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= longest_name && name[0] >= 'a' && name[0] <= 'z' &&
         std::ranges::all_of(name, is_plain) && !is_known_attribute(name) &&
         std::ranges::find(heads_of_instruments, name) == std::end(heads_of_instruments);
}

std::map<std::string, std::vector<std::string>> read_own_classes(const JsonObject& file,
                                                                 const std::string& name) {
  std::map<std::string, std::vector<std::string>> classes;
  if (!file.has("classes")) return classes;
  const ordered_json& json = file.object("classes");
  if (json.size() > max_own_attributes) file.fail("classes", say<"are too many">());
  for (const auto& [attribute, list] : json.items()) {
    if (!is_own_attribute(attribute)) {
      file.fail("classes",
                say<"\"{0}\" is no name for an attribute of your own: letters a to z, digits and "
                    "_, at most 40, and none that every audit knows">(shown(attribute)));
    }
    classes.emplace(attribute, read_names(list, name + ", classes, " + attribute));
  }
  return classes;
}

}  // namespace evenlight::audit
