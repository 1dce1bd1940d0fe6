// Where a picture file keeps what is said about the picture.
#pragma once

#include <string_view>

namespace evenlight {

// Views of the file's bytes; empty where there is none.
struct PictureBlocks {
  std::string_view exif;     // a TIFF file, perhaps behind "Exif\0\0"
  std::string_view xmp;      // XML
  std::string_view comment;  // a JPEG's
};

// Of a JPEG, PNG or WebP file. Takes any bytes.
PictureBlocks picture_blocks(std::string_view picture);

}  // namespace evenlight
