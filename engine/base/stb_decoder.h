#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// 8-bit sRGB, rows from the top.
struct DecodedPicture {
  int width = 0, height = 0;
  std::vector<uint8_t> rgb;  // [height][width][3]
};

enum class PictureFormats { png, png_or_jpeg };

// With what shows through: 255 is solid.
struct DecodedWithAlpha {
  int width = 0, height = 0;
  std::vector<uint8_t> rgba;  // [height][width][4]
};

// 16 bits a channel are rounded to 8. Decodes with stb_image, which shares no code with what writes
// our PNG files. Throws InputError "LABEL: …" for what is no such picture, has more than `max_side`
// pixels (at most 16384) on a side or is longer than 1 GiB.
DecodedPicture decode_with_stb(std::string_view bytes, const std::string& label,
                               PictureFormats formats, int max_side);
// The same with alpha, also refused for more than `max_pixels` in all.
DecodedWithAlpha decode_alpha_with_stb(std::string_view bytes, const std::string& label,
                                       PictureFormats formats, int max_side, int64_t max_pixels);

// Its pixels [height][width][3] over white, as on paper; `was_transparent` tells whether any of it
// shows.
std::vector<uint8_t> over_white(const DecodedWithAlpha& picture, bool& was_transparent);

}  // namespace evenlight
