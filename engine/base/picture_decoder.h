// Pictures that other programs wrote.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// At most 16384 pixels a side.
struct PictureLimits {
  int max_side = 0;
  int64_t max_pixels = 0;  // in all
};

struct ForeignPixels {
  int width = 0, height = 0;
  std::vector<uint8_t> rgb;      // [height][width][3], 8-bit sRGB, upright
  std::string_view kind;         // "PNG", "JPEG" or "WebP"
  int orientation = 1;           // as EXIF counts, of the stored pixels; 1: they were upright
  bool was_transparent = false;  // somewhere: white lies under it
};

// PNG (8 or 16 bits, which are rounded to 8), JPEG (grey, RGB, CMYK without its profile) and WebP
// without animation. Throws InputError "LABEL: …" for anything else, and for what is damaged or
// beyond the limits.
ForeignPixels decode_foreign_picture(std::string_view bytes, const std::string& label,
                                     const PictureLimits& limits);

}  // namespace evenlight
