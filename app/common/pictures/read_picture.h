// Pictures that a person gives as a start, a mask or a hint: PNG, JPEG or WebP.
#pragma once

#include <filesystem>
#include <string>

#include "app/common/notes.h"
#include "engine/pipeline/image.h"

namespace evenlight {

struct ReadPicture {
  Image image;         // upright
  std::string sha256;  // of the file's bytes
};

// Turned as its EXIF data says; what is transparent lies over white, which a note says; 16 bits a
// channel are rounded to 8. Bounded: 16384 pixels a side, 64 million in all. Throws Error(input)
// "PATH: …".
ReadPicture read_picture(const std::filesystem::path& path, Notes& notes);

}  // namespace evenlight
