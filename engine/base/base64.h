#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace evenlight {

// RFC 4648, with padding, without line breaks.
std::string base64(std::span<const unsigned char> bytes);

// The bytes again; nothing for a text that is not such a one to its last character.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace evenlight
