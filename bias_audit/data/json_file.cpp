#include "bias_audit/data/json_file.h"

#include <algorithm>
#include <cmath>

#include "engine/base/input_error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/utf8.h"

namespace evenlight::audit {

using nlohmann::ordered_json;

ordered_json parse_json_text(std::string_view text, const std::string& name, size_t limit) {
  if (!is_valid_utf8(text)) throw InputError(say<"{0}: is not UTF-8 text">(name));
  return parse_json(text, name, {.bytes = limit});
}

JsonObject::JsonObject(const ordered_json& value, std::string where,
                       std::initializer_list<const char*> accepted)
    : value_(&value), where_(std::move(where)) {
  if (!value.is_object()) throw InputError(say<"{0}: must be an object">(where_));
  for (const auto& [key, unused] : value.items()) {
    if (std::find(accepted.begin(), accepted.end(), key) != accepted.end()) continue;
    std::string known;
    for (const char* name : accepted) known += (known.empty() ? "" : ", ") + std::string(name);
    throw InputError(say<"{0}: has no key \"{1}\"; accepted are {2}">(where_, shown(key), known));
  }
}

std::string JsonObject::place(const char* key) const {
  return where_ + ", " + key;
}

void JsonObject::fail(const char* key, const Message& what) const {
  throw InputError(say<"{0}: {1}">(place(key), what));
}

const ordered_json& JsonObject::at(const char* key) const {
  const auto found = value_->find(key);
  if (found == value_->end()) throw InputError(say<"{0}: lacks \"{1}\"">(where_, key));
  return *found;
}

std::string JsonObject::text(const char* key, size_t longest) const {
  const ordered_json& value = at(key);
  if (!value.is_string()) fail(key, say<"must be a text">());
  std::string text = value.get<std::string>();
  if (text.empty()) fail(key, say<"must not be empty">());
  if (text.size() > longest) fail(key, say<"is longer than {0} bytes">(longest));
  const bool control = std::any_of(text.begin(), text.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
  });
  if (control) fail(key, say<"holds control characters">());
  return text;
}

std::string JsonObject::text_or(const char* key, const std::string& otherwise) const {
  return has(key) ? text(key) : otherwise;
}

double JsonObject::number(const char* key, double low, double high) const {
  const ordered_json& value = at(key);
  const double number = value.is_number() ? value.get<double>() : std::nan("");
  if (!(number >= low && number <= high)) {
    fail(key, say<"must be a number from {0} to {1}">(ordered_json(low).dump(),
                                                      ordered_json(high).dump()));
  }
  return number;
}

double JsonObject::number_or(const char* key, double low, double high, double otherwise) const {
  return has(key) ? number(key, low, high) : otherwise;
}

int64_t JsonObject::integer(const char* key, int64_t low, int64_t high) const {
  const ordered_json& value = at(key);
  const bool fits = value.is_number_integer() &&
                    !(value.is_number_unsigned() && value.get<uint64_t>() > INT64_MAX) &&
                    value.get<int64_t>() >= low && value.get<int64_t>() <= high;
  if (!fits) {
    fail(key, say<"must be a whole number from {0} to {1}">(low, high));
  }
  return value.get<int64_t>();
}

const ordered_json& JsonObject::array(const char* key, size_t least, size_t most) const {
  const ordered_json& value = at(key);
  if (!value.is_array() || value.size() < least || value.size() > most) {
    fail(key, say<"must be a list of {0} to {1}">(least, most));
  }
  return value;
}

const ordered_json& JsonObject::object(const char* key) const {
  const ordered_json& value = at(key);
  if (!value.is_object()) fail(key, say<"must be an object">());
  return value;
}

std::vector<std::string> JsonObject::texts(const char* key, size_t least, size_t most) const {
  std::vector<std::string> texts;
  for (const ordered_json& value : array(key, least, most)) {
    if (!value.is_string() || value.get<std::string>().empty() ||
        value.get<std::string>().size() > 1000) {
      fail(key, say<"must hold texts of 1 to 1000 bytes">());
    }
    texts.push_back(value.get<std::string>());
  }
  return texts;
}

}  // namespace evenlight::audit
