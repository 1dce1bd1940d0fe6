#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "bias_audit/measure/colour.h"

namespace evenlight::audit {

// 8-bit sRGB, rows from the top.
struct Photo {
  int width = 0, height = 0;
  std::vector<uint8_t> rgb;  // [height][width][3]

  Rgb at(int x, int y) const {
    const size_t i = (size_t(y) * size_t(width) + size_t(x)) * 3;
    return {rgb[i], rgb[i + 1], rgb[i + 2]};
  }
};

// PNG or JPEG, at most 8192 pixels a side. Throws InputError "NAME: …".
Photo decode_photo(std::span<const unsigned char> bytes, const std::string& name);
Photo read_photo(const std::filesystem::path& path);

// As large as is said, each pixel the mean of those that it covers, or the one it lies in.
Photo resized(const Photo& photo, int width, int height);

// JPEG bytes of the picture made smaller (never larger) to `side` pixels on its longer side.
std::vector<unsigned char> thumbnail_jpeg(const Photo& photo, int side, int quality = 82);

// An 8-bit RGB PNG of it.
std::string png_of(const Photo& photo);

}  // namespace evenlight::audit
