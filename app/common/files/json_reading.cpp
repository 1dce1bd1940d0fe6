#include "app/common/files/json_reading.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/json_reason.h"

namespace evenlight {

nlohmann::ordered_json parse_json(std::string_view text, const std::string& label, size_t limit) {
  using Json = nlohmann::ordered_json;
  if (text.size() > limit) {
    throw Error(ErrorKind::input, fmt::format("{}: is {} bytes of JSON; at most {} are read.",
                                              label, text.size(), limit));
  }
  std::vector<std::set<std::string>> keys;
  const auto check = [&](int depth, Json::parse_event_t event, Json& value) {
    if (depth > max_json_depth) {
      throw Error(ErrorKind::input,
                  fmt::format("{}: JSON nested more than {} deep.", label, max_json_depth));
    }
    if (event == Json::parse_event_t::object_start) {
      keys.resize(size_t(depth) + 1);
      keys.emplace_back();
    } else if (event == Json::parse_event_t::key) {
      if (!keys.at(size_t(depth)).insert(value.get<std::string>()).second) {
        throw Error(ErrorKind::input, fmt::format("{}: the key {} stands there twice.", label,
                                                  dump_json(value).substr(0, 80)));
      }
    }
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), check);
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::input,
                fmt::format("{}: is not valid JSON: {}.", label, json_reason(error.what())));
  }
}

std::string read_small_file(const std::string& path, size_t limit) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    throw Error(ErrorKind::input, fmt::format("{}: no such file.", path));
  }
  if (!std::filesystem::is_regular_file(status)) {
    throw Error(ErrorKind::input, fmt::format("{}: is not a regular file.", path));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorKind::input, fmt::format("{}: cannot be read.", path));
  std::string content;
  char block[65536];
  while (file.read(block, sizeof block), file.gcount() > 0) {
    content.append(block, size_t(file.gcount()));
    if (content.size() > limit) {
      throw Error(ErrorKind::input,
                  fmt::format("{}: is larger than the {} bytes that are read.", path, limit));
    }
  }
  if (file.bad()) throw Error(ErrorKind::input, fmt::format("{}: reading failed.", path));
  return content;
}

std::string dump_json(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace evenlight
