#pragma once

#include <string>
#include <string_view>

#include "engine/pipeline/image.h"

namespace evenlight {

// Decodes a PNG with stb_image: a decoder that shares no code with the writer's. Throws
// Error(input) "LABEL: …" for what is no such picture or larger than 16384 pixels a side.
Image decode_with_stb(std::string_view bytes, const std::string& label);

}  // namespace evenlight
