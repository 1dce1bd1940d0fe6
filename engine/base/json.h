#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace evenlight {

inline constexpr size_t max_json_bytes = size_t(1) << 20;

struct JsonLimits {
  size_t bytes = max_json_bytes;
  int depth = 16;  // objects and lists in each other; 1: flat
};

// Reads JSON that nobody vouches for: no longer and no deeper than `limits`, no key twice in one
// object. `Json` is nlohmann::json, or nlohmann::ordered_json, which keeps the order of keys but
// takes quadratic time in them. Throws InputError "LABEL: …".
template <class Json = nlohmann::ordered_json>
Json parse_json(std::string_view text, const std::string& label, const JsonLimits& limits = {});

extern template nlohmann::json parse_json(std::string_view, const std::string&, const JsonLimits&);
extern template nlohmann::ordered_json parse_json(std::string_view, const std::string&,
                                                  const JsonLimits&);

// Without line breaks, keys in their order, bad bytes as U+FFFD: what goes to stdout and into
// files.
std::string dump_json(const nlohmann::ordered_json& json, int indent = -1);

}  // namespace evenlight
