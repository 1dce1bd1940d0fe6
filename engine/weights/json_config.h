#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/base/message.h"

namespace evenlight {

// One of a diffusers folder's JSON files, read with suspicion: each question states the type it
// expects, and a wrong one throws Error(input) that names the file and the field. A field that is
// absent or null answers with the fallback.
class JsonConfig {
 public:
  // Throws Error(input): no such file, above 16 MB, not JSON, not an object, or nested
  // more than 16 deep.
  explicit JsonConfig(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  const nlohmann::json& json() const { return json_; }
  bool has(const char* key) const { return json_.contains(key) && !json_[key].is_null(); }

  int64_t integer(const char* key, int64_t fallback) const;  // 0 … 2^31-1
  float number(const char* key, float fallback) const;       // finite
  bool boolean(const char* key, bool fallback) const;
  std::string text(const char* key, const std::string& fallback) const;
  // `count` integers: a list of that length, or one number for all.
  std::vector<int64_t> integers(const char* key, size_t count, int64_t fallback) const;
  // A list of 1 to 16 integers.
  std::vector<int64_t> integer_list(const char* key, std::vector<int64_t> fallback) const;
  std::vector<std::string> text_list(const char* key, size_t count) const;

  [[noreturn]] void fail(const char* key, const Message& expectation) const;

 private:
  int64_t checked_integer(const char* key, const nlohmann::json& value) const;

  std::filesystem::path path_;
  nlohmann::json json_;
};

}  // namespace evenlight
