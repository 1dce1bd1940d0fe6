#include "engine/base/picture_kind.h"

#include "engine/base/png_chunks.h"

namespace evenlight {

std::string_view picture_kind(std::string_view bytes) {
  if (bytes.starts_with(png_signature)) return "PNG";
  if (bytes.starts_with("\xff\xd8\xff")) return "JPEG";
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
    return "WebP";
  if (bytes.starts_with("GIF8")) return "GIF";
  if (bytes.starts_with("BM")) return "BMP";
  if (bytes.starts_with("II*") || bytes.starts_with("MM\0*")) return "TIFF";
  if (bytes.size() >= 12 && bytes.substr(4, 8) == "ftypavif") return "AVIF";
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") return "HEIF";
  return {};
}

}  // namespace evenlight
