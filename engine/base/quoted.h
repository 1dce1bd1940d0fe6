// Foreign texts, fit for a message.
#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// A text that a person wrote: at most 60 bytes, cut between characters, control characters as '?'.
std::string shown(std::string_view text);

// A name out of an untrusted file: in quotes, cut at 80 bytes, and with every byte that could
// steer a terminal written as \xNN.
std::string in_quotes(std::string_view name);

}  // namespace evenlight
