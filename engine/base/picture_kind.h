#pragma once

#include <string_view>

namespace evenlight {

// "PNG", "JPEG", "WebP", "GIF", …, by what the file begins with; empty for what is no picture that
// is known.
std::string_view picture_kind(std::string_view bytes);

}  // namespace evenlight
