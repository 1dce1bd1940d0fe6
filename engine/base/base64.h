#pragma once

#include <span>
#include <string>

namespace evenlight {

// RFC 4648, with padding, without line breaks.
std::string base64(std::span<const unsigned char> bytes);

}  // namespace evenlight
