#pragma once

#include <string_view>
#include <vector>

#include "app/common/files/picture_texts.h"

namespace evenlight {

// The properties of an XMP packet (XMP 1, RDF in XML) that hold text, by their usual names
// ("dc:description", "exif:UserComment", "xmp:CreatorTool"); of lists and languages the first.
// What is no XML, declares entities or is nested too deep gives what stood before that. At most
// 1 MB is read.
std::vector<PictureText> xmp_texts(std::string_view xml);

}  // namespace evenlight
