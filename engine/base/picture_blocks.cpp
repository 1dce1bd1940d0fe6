// JPEG: ITU T.81, B.1.1; PNG: PNG 3, 11.3; WebP: RFC 9649, 2.7. XMP: XMP 3, 1.1.
#include "engine/base/picture_blocks.h"

#include <algorithm>
#include <cstdint>

#include "engine/base/png_chunks.h"

namespace evenlight {
namespace {

constexpr std::string_view exif_mark("Exif\0\0", 6);
constexpr std::string_view xmp_mark("http://ns.adobe.com/xap/1.0/\0", 29);
constexpr std::string_view png_xmp_key("XML:com.adobe.xmp\0", 18);

size_t byte_at(std::string_view bytes, size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

PictureBlocks blocks_of_jpeg(std::string_view bytes) {
  constexpr size_t pixels = 0xda, application = 0xe1, comment = 0xfe;
  PictureBlocks blocks;
  for (size_t at = 2; at + 4 <= bytes.size() && bytes[at] == '\xff';) {
    const size_t kind = byte_at(bytes, at + 1);
    const size_t size = byte_at(bytes, at + 2) << 8 | byte_at(bytes, at + 3);
    if (kind == pixels || size < 2) break;
    const std::string_view segment = bytes.substr(at + 4, size - 2);
    if (kind == application && blocks.exif.empty() && segment.starts_with(exif_mark)) {
      blocks.exif = segment;
    } else if (kind == application && blocks.xmp.empty() && segment.starts_with(xmp_mark)) {
      blocks.xmp = segment.substr(xmp_mark.size());
    } else if (kind == comment && blocks.comment.empty()) {
      blocks.comment = segment;
    }
    at += 2 + size;
  }
  return blocks;
}

PictureBlocks blocks_of_png(std::string_view bytes) {
  PictureBlocks blocks;
  bytes.remove_prefix(png_signature.size());
  while (const auto chunk = take_png_chunk(bytes)) {
    const std::string_view data = chunk->checked().substr(4);
    if (chunk->kind == "eXIf") blocks.exif = data;
    if (chunk->kind != "iTXt" || !data.starts_with(png_xmp_key)) continue;
    // Not compressed, of no method, and two empty texts: language and the key in that language.
    constexpr size_t flags = 2, names = 2;
    if (data.size() >= png_xmp_key.size() + flags + names && data[png_xmp_key.size()] == '\0') {
      blocks.xmp = data.substr(png_xmp_key.size() + flags + names);
    }
  }
  return blocks;
}

PictureBlocks blocks_of_webp(std::string_view bytes) {
  PictureBlocks blocks;
  for (size_t at = 12; at + 8 <= bytes.size();) {
    size_t size = 0;
    for (size_t i = 4; i > 0; --i) size = size << 8 | byte_at(bytes, at + 3 + i);
    const std::string_view kind = bytes.substr(at, 4), data = bytes.substr(at + 8, size);
    if (kind == "EXIF") blocks.exif = data;
    if (kind == "XMP ") blocks.xmp = data;
    at += 8 + size + size % 2;
  }
  return blocks;
}

}  // namespace

PictureBlocks picture_blocks(std::string_view picture) {
  if (picture.starts_with("\xff\xd8")) return blocks_of_jpeg(picture);
  if (picture.starts_with(png_signature)) return blocks_of_png(picture);
  const bool is_webp =
      picture.starts_with("RIFF") && picture.size() > 12 && picture.substr(8, 4) == "WEBP";
  return is_webp ? blocks_of_webp(picture) : PictureBlocks();
}

}  // namespace evenlight
