#pragma once

#include <string>
#include <string_view>

#include "app/common/files/picture_texts.h"

namespace evenlight {

// What NovelAI, Forge and extensions of A1111's hide in the lowest bits of a PNG's alpha, or of its
// colours, so that it outlives programs that drop texts: a mark ("stealth_pngcomp"), the number of
// bits, then text or a JSON object of texts, perhaps packed by gzip; bit by bit down each column
// (github.com/ashen-sensored/sd_webui_stealth_pnginfo). Empty where there is none or nothing that
// can be read; at most 1 MB. A text alone has the key "parameters". Takes any bytes; pixels are
// decoded, up to 64 million.
PictureTexts read_stealth_texts(std::string_view png, const std::string& label);

}  // namespace evenlight
