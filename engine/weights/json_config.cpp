#include "engine/weights/json_config.h"

#include <cmath>
#include <limits>

#include "engine/base/error.h"
#include "engine/base/input_error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

constexpr size_t max_bytes = size_t{16} << 20;
constexpr size_t max_list = 16;

}  // namespace

JsonConfig::JsonConfig(std::filesystem::path path) : path_(std::move(path)) {
  const std::string text = read_small_file(path_, max_bytes);
  if (text.empty()) {
    throw InputError(say<"{0}: is empty; copy or download it again">(path_.string()));
  }
  json_ = parse_json<nlohmann::json>(text, path_.string(), {.bytes = max_bytes});
  if (!json_.is_object()) {
    throw Error(ErrorKind::input,
                say<"{0}: is not a JSON object; copy or download it again">(path_.string()));
  }
}

int64_t JsonConfig::integer(const char* key, int64_t fallback) const {
  return has(key) ? checked_integer(key, json_[key]) : fallback;
}

float JsonConfig::number(const char* key, float fallback) const {
  if (!has(key)) return fallback;
  if (!json_[key].is_number()) fail(key, say<"a number">());
  const double value = json_[key].get<double>();
  if (!(std::abs(value) <= std::numeric_limits<float>::max()))
    fail(key, say<"a number of f32's range">());
  return static_cast<float>(value);
}

bool JsonConfig::boolean(const char* key, bool fallback) const {
  if (!has(key)) return fallback;
  if (!json_[key].is_boolean()) fail(key, say<"true or false">());
  return json_[key].get<bool>();
}

std::string JsonConfig::text(const char* key, const std::string& fallback) const {
  if (!has(key)) return fallback;
  if (!json_[key].is_string()) fail(key, say<"a text">());
  return json_[key].get<std::string>();
}

std::vector<int64_t> JsonConfig::integers(const char* key, size_t count, int64_t fallback) const {
  if (!has(key) || !json_[key].is_array()) {
    return std::vector<int64_t>(count, integer(key, fallback));
  }
  std::vector<int64_t> values = integer_list(key, {});
  if (values.size() != count) fail(key, say<"{0} whole numbers, one a level">(count));
  return values;
}

std::vector<int64_t> JsonConfig::integer_list(const char* key,
                                              std::vector<int64_t> fallback) const {
  if (!has(key)) return fallback;
  const nlohmann::json& list = json_[key];
  if (!list.is_array() || list.empty() || list.size() > max_list) {
    fail(key, say<"a list of 1 to {0} whole numbers">(max_list));
  }
  std::vector<int64_t> values;
  for (const nlohmann::json& value : list) values.push_back(checked_integer(key, value));
  return values;
}

std::vector<std::string> JsonConfig::text_list(const char* key, size_t count) const {
  const Message expectation = say<"a list of {0} texts, one a level">(count);
  if (!has(key) || !json_[key].is_array() || json_[key].size() != count) fail(key, expectation);
  std::vector<std::string> values;
  for (const nlohmann::json& value : json_[key]) {
    if (!value.is_string()) fail(key, expectation);
    values.push_back(value.get<std::string>());
  }
  return values;
}

void JsonConfig::fail(const char* key, const Message& expectation) const {
  throw Error(ErrorKind::input,
              say<"{0}: the field \"{1}\" should be {2}; correct the file or download it again">(
                  path_.string(), key, expectation));
}

int64_t JsonConfig::checked_integer(const char* key, const nlohmann::json& value) const {
  if (!value.is_number_unsigned() ||
      value.get<uint64_t>() > uint64_t{std::numeric_limits<int32_t>::max()}) {
    fail(key, say<"a whole number from 0 to 2147483647">());
  }
  return value.get<int64_t>();
}

}  // namespace evenlight
