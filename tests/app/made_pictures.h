// Picture files with texts inside, as other programs write them; their pixels are of no account.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace evenlight::test {

// Kind ("tEXt", "zTXt", "iTXt") of a PNG's text, its key and its bytes.
struct MadeText {
  std::string_view kind;
  std::string key;
  std::string value;
};

std::string png_with(const std::vector<MadeText>& texts);
// [height][width][4], 8 bits.
std::string rgba_png(const std::vector<uint8_t>& rgba, int width, int height);

// EXIF data with entries of bytes in its first directory, and of EXIF's own.
struct MadeExif {
  bool big = true;
  std::vector<std::pair<uint16_t, std::string>> first = {};
  std::vector<std::pair<uint16_t, std::string>> second = {};
};
std::string exif_block(const MadeExif& exif);
// "UNICODE" and UTF-16 of a text that is all ASCII.
std::string unicode_comment(std::string_view ascii, bool big);

// Each may be empty.
std::string jpeg_with(const std::string& exif, const std::string& xmp = {},
                      const std::string& comment = {});
std::string webp_with(const std::string& exif, const std::string& xmp = {});

}  // namespace evenlight::test
