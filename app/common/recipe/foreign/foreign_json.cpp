#include "app/common/recipe/foreign/foreign_json.h"

#include "app/common/recipe/numbers.h"
#include "engine/base/json.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

// Python's json writes floats that JSON has no words for.
std::string with_nulls(std::string_view text) {
  constexpr std::string_view words[] = {"NaN", "-Infinity", "Infinity"};
  std::string result;
  bool quoted = false;
  for (size_t at = 0; at < text.size();) {
    if (!quoted) {
      bool found = false;
      for (const std::string_view word : words) {
        if (!text.substr(at).starts_with(word)) continue;
        result += "null";
        at += word.size();
        found = true;
        break;
      }
      if (found) continue;
    }
    const char c = text[at++];
    result += c;
    if (quoted && c == '\\' && at < text.size()) {
      result += text[at++];
    } else if (c == '"') {
      quoted = !quoted;
    }
  }
  return result;
}

}  // namespace

ForeignJson parse_foreign_json(std::string_view text, const std::string& label) {
  constexpr int max_depth = 64;
  return parse_json<ForeignJson>(with_nulls(text), label, {.depth = max_depth});
}

bool looks_like_object(std::string_view text) {
  return trimmed(text).starts_with('{');
}

const ForeignJson* member(const ForeignJson& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string as_text(const ForeignJson& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return number_text(value.get<double>());
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

std::string text_member(const ForeignJson& object, std::string_view key) {
  const ForeignJson* value = member(object, key);
  return value ? as_text(*value) : std::string();
}

std::optional<double> number_member(const ForeignJson& object, std::string_view key) {
  const ForeignJson* value = member(object, key);
  if (!value) return std::nullopt;
  if (value->is_number()) return value->get<double>();
  return value->is_string() ? parse_number<double>(value->get<std::string>()) : std::nullopt;
}

}  // namespace evenlight
