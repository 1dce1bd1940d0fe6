#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// How a camera held the picture: 1 … 8 as EXIF counts (1: upright), from a JPEG, PNG or WebP file.
// 1 where the file says nothing, or nothing that can be understood: takes any bytes.
int exif_orientation(std::string_view picture);

// Pixels of a picture [height,width,3] turned and mirrored as an orientation of 1 … 8 asks. From 5
// on, sides are swapped: see swaps_sides.
std::vector<uint8_t> upright_rgb(std::span<const uint8_t> rgb, int64_t width, int64_t height,
                                 int orientation);
constexpr bool swaps_sides(int orientation) {
  return orientation >= 5;
}

// What an entry of EXIF data holds as text or as bytes of no type, a view of the picture's bytes.
struct ExifText {
  uint16_t tag = 0;
  std::string_view bytes;  // as they stand, with zeros at the end and marks at the start
};
inline constexpr uint16_t exif_description_tag = 0x010e, exif_maker_tag = 0x010f,
                          exif_model_tag = 0x0110, exif_software_tag = 0x0131,
                          exif_user_comment_tag = 0x9286;

// Of the first directory and of EXIF's own, in their order; takes any bytes.
std::vector<ExifText> exif_texts(std::string_view picture);

// Maker and model of the camera that took it, of the same formats; empty where the file says none.
std::string exif_camera(std::string_view picture);

}  // namespace evenlight
