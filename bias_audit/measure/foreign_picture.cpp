#include "bias_audit/measure/foreign_picture.h"

#include <utility>

#include "engine/base/exif.h"
#include "engine/base/picture_decoder.h"

namespace evenlight::audit {

namespace {

constexpr PictureLimits limits{8192, int64_t(1) << 26};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Components of a JPEG's frame (ITU T.81, B.2.2), 0 if there is none before its scan.
int components_of(std::string_view bytes) {
  size_t at = 2;
  while (at + 9 < bytes.size() && bytes_of(bytes)[at] == 0xFF) {
    const unsigned char marker = bytes_of(bytes)[at + 1];
    const size_t length = size_t(bytes_of(bytes)[at + 2]) << 8 | size_t(bytes_of(bytes)[at + 3]);
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) return bytes_of(bytes)[at + 9];
    if (marker == 0xDA) return 0;
    at += 2 + length;
  }
  return 0;
}

void add(std::string& list, const char* word) {
  list += (list.empty() ? "" : ", ") + std::string(word);
}

}  // namespace

ForeignPicture read_foreign_picture(std::string_view bytes, const std::string& name) {
  ForeignPixels read = decode_foreign_picture(bytes, name, limits);
  ForeignPicture picture;
  picture.photo = {read.width, read.height, std::move(read.rgb)};
  picture.format = read.kind;
  picture.was_transparent = read.was_transparent;
  if (read.kind == "WebP") add(picture.unusual, "WebP");
  if (read.kind == "JPEG" && components_of(bytes) == 4) add(picture.unusual, "CMYK");
  if (read.kind == "PNG" && bytes.size() > 24 && bytes[24] == 16) add(picture.unusual, "16 bits");
  if (read.was_transparent) add(picture.unusual, "transparent, over white");
  if (read.orientation != 1) add(picture.unusual, "turned by EXIF");
  picture.camera = exif_camera(bytes);
  return picture;
}

}  // namespace evenlight::audit
