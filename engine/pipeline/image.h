#pragma once

#include <cstdint>
#include <vector>

namespace evenlight {

// An 8-bit RGB picture, rows from the top, three bytes a pixel.
struct Image {
  int64_t width = 0;
  int64_t height = 0;
  std::vector<uint8_t> rgb;  // [height,width,3]
  bool operator==(const Image&) const = default;
};

}  // namespace evenlight
