// Picture files as cameras and programs write them, made without what reads them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace evenlight::test {

// Four by two pixels, a colour each; the first is red, the last (right, below) blue.
inline constexpr int sample_width = 4, sample_height = 2;
std::vector<uint8_t> sample_rgb();

// An EXIF block that says how the camera was held.
std::string exif_block(int orientation, bool big_endian = true);

// PNG by libpng: `bits` 8 or 16, `channels` 3 or 4, samples of that size (big-endian).
std::string png_bytes(int width, int height, int bits, int channels,
                      const std::vector<uint8_t>& samples, const std::string& exif = {});
// Lossless WebP in an extended file.
std::string webp_bytes(int width, int height, const std::vector<uint8_t>& rgba,
                       const std::string& exif = {});
// JPEG of one colour in each half, left and right, with the EXIF block.
std::string jpeg_bytes(int width, int height, const std::vector<uint8_t>& rgb,
                       const std::string& exif = {});

}  // namespace evenlight::test
