#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"

namespace evenlight::audit {

// Foreign JSON as evenlight::parse_json reads it, in well-formed UTF-8 and of at most `limit`
// bytes. Throws InputError that begins with `name`.
nlohmann::ordered_json parse_json_text(std::string_view text, const std::string& name,
                                       size_t limit = size_t(16) << 20);

// One object of such a file, read field by field; every complaint names the place ("core.json,
// subjects[3]"). Throws InputError. The value must outlive the reader.
class JsonObject {
 public:
  // Throws if `value` is no object or has a key that is not accepted.
  JsonObject(const nlohmann::ordered_json& value, std::string where,
             std::initializer_list<const char*> accepted);

  bool has(const char* key) const { return value_->contains(key); }
  const nlohmann::ordered_json& at(const char* key) const;  // must be there
  std::string place(const char* key) const;

  std::string text(const char* key, size_t longest = 4000) const;  // not empty
  std::string text_or(const char* key, const std::string& otherwise) const;
  double number(const char* key, double low, double high) const;
  double number_or(const char* key, double low, double high, double otherwise) const;
  int64_t integer(const char* key, int64_t low, int64_t high) const;
  const nlohmann::ordered_json& array(const char* key, size_t least, size_t most) const;
  const nlohmann::ordered_json& object(const char* key) const;
  std::vector<std::string> texts(const char* key, size_t least, size_t most) const;

  [[noreturn]] void fail(const char* key, const Message& what) const;

 private:
  const nlohmann::ordered_json* value_;
  std::string where_;
};

}  // namespace evenlight::audit
