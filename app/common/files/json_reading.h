#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace evenlight {

inline constexpr size_t max_recipe_bytes = size_t(1) << 20;
inline constexpr int max_json_depth = 16;

// Reads JSON that nobody vouches for: at most `limit` bytes, nested at most max_json_depth deep, no
// key twice. Throws Error(input) "LABEL: …".
nlohmann::ordered_json parse_json(std::string_view text, const std::string& label,
                                  size_t limit = max_recipe_bytes);

// A file of at most `limit` bytes. Throws Error(input) if it is missing, no regular file,
// unreadable or longer.
std::string read_small_file(const std::string& path, size_t limit);

// Without line breaks, keys in their order, bad bytes as U+FFFD: what goes to stdout and into
// files.
std::string dump_json(const nlohmann::ordered_json& json, int indent = -1);

}  // namespace evenlight
