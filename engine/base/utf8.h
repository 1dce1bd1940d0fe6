#pragma once

#include <string_view>

namespace evenlight {

// Whether the bytes are well-formed UTF-8 (Unicode, table 3-7: no overlong forms, no surrogates).
bool is_valid_utf8(std::string_view text);

}  // namespace evenlight
