#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace evenlight {

inline constexpr std::string_view png_signature("\x89PNG\r\n\x1a\n", 8);

// One chunk of a PNG file, by the length that it claims; views of the file's bytes.
struct PngChunk {
  std::string_view kind;   // four letters
  std::string_view whole;  // with length, kind and checksum
  // Kind and data: what the checksum is of.
  std::string_view checked() const { return whole.substr(4, whole.size() - 8); }
  uint32_t checksum() const;
};

// Takes the next chunk off `rest`, which begins after the signature; nothing if what is left holds
// no whole one. Neither kinds nor checksums are looked at.
std::optional<PngChunk> take_png_chunk(std::string_view& rest);

}  // namespace evenlight
