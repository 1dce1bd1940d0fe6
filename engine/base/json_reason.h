#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// What a person needs of an exception's text of nlohmann::json, which begins with
// "[json.exception.parse_error.101] ".
inline std::string json_reason(std::string_view what) {
  const size_t end = what.find("] ");
  if (what.starts_with("[json.") && end != std::string_view::npos) what.remove_prefix(end + 2);
  return std::string(what.substr(0, 300));
}

}  // namespace evenlight
