// Pictures that other programs wrote.
#pragma once

#include <string>
#include <string_view>

#include "bias_audit/measure/picture.h"

namespace evenlight::audit {

struct ForeignPicture {
  Photo photo;          // upright
  std::string format;   // PNG, JPEG or WebP
  std::string unusual;  // why decode_photo() would not read the same: "CMYK", "16 bits", …; or ""
  bool was_transparent = false;
  std::string camera;  // maker and model that took it, by its EXIF; or ""
};

// PNG (8 or 16 bits), JPEG (grey, RGB, CMYK) and WebP without animation; turned upright as its EXIF
// says, and laid over white where it is transparent. CMYK is read without its colour profile.
// Throws InputError that begins with `name`.
ForeignPicture read_foreign_picture(std::string_view bytes, const std::string& name);

}  // namespace evenlight::audit
