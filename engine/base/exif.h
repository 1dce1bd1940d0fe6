#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// How a camera held the picture: 1 … 8 as EXIF counts (1: upright), from a JPEG, PNG or WebP file.
// 1 where the file says nothing, or nothing that can be understood: takes any bytes.
int exif_orientation(std::string_view picture);

// Maker and model of the camera that took it, of the same formats; empty where the file says none.
std::string exif_camera(std::string_view picture);

}  // namespace evenlight
