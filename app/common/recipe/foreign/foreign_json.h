// JSON of other programs: bounded, and read with patience.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace evenlight {

// Without order, for a key may stand among thousands.
using ForeignJson = nlohmann::json;

// At most 1 MB, 64 deep. NaN and Infinity, which Python writes, are null. Throws Error(input)
// "LABEL: …".
ForeignJson parse_foreign_json(std::string_view text, const std::string& label);

// Whether the text is likely an object of JSON.
bool looks_like_object(std::string_view text);

// The value of a key, or null: `object` may be anything.
const ForeignJson* member(const ForeignJson& object, std::string_view key);

// Text, a number or a truth as text, "" for anything else and for what is not there.
std::string text_member(const ForeignJson& object, std::string_view key);
std::string as_text(const ForeignJson& value);

// A number, also where it stands as text.
std::optional<double> number_member(const ForeignJson& object, std::string_view key);

}  // namespace evenlight
