#pragma once

#include <string_view>

#include "engine/base/message.h"

namespace evenlight {

// What is wrong with a text that is no JSON, and where, out of what nlohmann::json says of it:
// "[json.exception.parse_error.101] parse error at line 1, column 6: syntax error while …".
Message json_reason(std::string_view what);

}  // namespace evenlight
