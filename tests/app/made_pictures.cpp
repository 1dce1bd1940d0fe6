#include "tests/app/made_pictures.h"

#include <zlib.h>

namespace evenlight::test {
namespace {

std::string number(uint32_t value, size_t bytes, bool big) {
  std::string text(bytes, '\0');
  for (size_t i = 0; i < bytes; ++i) {
    text[big ? bytes - 1 - i : i] = char(value >> (8 * i) & 0xff);
  }
  return text;
}

std::string packed(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

std::string chunk(const std::string& kind, const std::string& data) {
  const std::string checked = kind + data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), uInt(checked.size()));
  return number(uint32_t(data.size()), 4, true) + checked + number(uint32_t(sum), 4, true);
}

std::string text_data(const MadeText& text) {
  const std::string key = text.key + '\0';
  if (text.kind == "zTXt") return key + '\0' + packed(text.value);
  if (text.kind == "iTXt") return key + std::string(4, '\0') + text.value;
  return key + text.value;
}

// A directory at `at` of a TIFF file, with its values behind it.
std::string directory(const std::vector<std::pair<uint16_t, std::string>>& entries, size_t at,
                      bool big, uint32_t next_directory) {
  const size_t count = entries.size() + (next_directory > 0 ? 1 : 0);
  size_t place = at + 2 + 12 * count + 4;
  std::string rows = number(uint32_t(count), 2, big), values;
  for (const auto& [tag, value] : entries) {
    rows += number(tag, 2, big) + number(7, 2, big) + number(uint32_t(value.size()), 4, big);
    if (value.size() <= 4) {
      rows += value + std::string(4 - value.size(), '\0');
      continue;
    }
    rows += number(uint32_t(place + values.size()), 4, big);
    values += value;
  }
  if (next_directory > 0) {
    rows += number(0x8769, 2, big) + number(4, 2, big) + number(1, 4, big) +
            number(next_directory, 4, big);
  }
  return rows + number(0, 4, big) + values;
}

std::string segment(unsigned char kind, const std::string& data) {
  return std::string("\xff") + char(kind) + number(uint32_t(data.size() + 2), 2, true) + data;
}

std::string riff_chunk(const std::string& kind, const std::string& data) {
  return kind + number(uint32_t(data.size()), 4, false) + data + std::string(data.size() % 2, '\0');
}

}  // namespace

std::string png_with(const std::vector<MadeText>& texts) {
  std::string png("\x89PNG\r\n\x1a\n", 8);
  png += chunk("IHDR", number(1, 4, true) + number(1, 4, true) + std::string("\x08\0\0\0\0", 5));
  for (const MadeText& text : texts) png += chunk(std::string(text.kind), text_data(text));
  return png + chunk("IDAT", packed(std::string("\0\x77", 2))) + chunk("IEND", "");
}

std::string rgba_png(const std::vector<uint8_t>& rgba, int width, int height) {
  std::string rows;
  const size_t row = size_t(width) * 4;
  for (size_t y = 0; y < size_t(height); ++y) {
    rows += '\0';
    rows.append(reinterpret_cast<const char*>(rgba.data()) + y * row, row);
  }
  return std::string("\x89PNG\r\n\x1a\n", 8) +
         chunk("IHDR", number(uint32_t(width), 4, true) + number(uint32_t(height), 4, true) +
                           std::string("\x08\x06\0\0\0", 5)) +
         chunk("IDAT", packed(rows)) + chunk("IEND", "");
}

std::string exif_block(const MadeExif& exif) {
  constexpr size_t head = 8;
  const std::string first_alone = directory(exif.first, head, exif.big, 1);
  const auto second_at = uint32_t(head + first_alone.size());
  return std::string("Exif\0\0", 6) +
         (exif.big ? std::string("MM\0*", 4) : std::string("II*\0", 4)) +
         number(head, 4, exif.big) + directory(exif.first, head, exif.big, second_at) +
         directory(exif.second, second_at, exif.big, 0);
}

std::string unicode_comment(std::string_view ascii, bool big) {
  std::string comment("UNICODE\0", 8);
  for (const char c : ascii) comment += big ? std::string{'\0', c} : std::string{c, '\0'};
  return comment;
}

std::string jpeg_with(const std::string& exif, const std::string& xmp, const std::string& comment) {
  std::string jpeg = "\xff\xd8";
  if (!exif.empty()) jpeg += segment(0xe1, exif);
  if (!xmp.empty()) jpeg += segment(0xe1, std::string("http://ns.adobe.com/xap/1.0/") + '\0' + xmp);
  if (!comment.empty()) jpeg += segment(0xfe, comment);
  return jpeg + "\xff\xda";
}

std::string webp_with(const std::string& exif, const std::string& xmp) {
  std::string body = "WEBP" + riff_chunk("VP8X", std::string(10, '\0'));
  if (!exif.empty()) body += riff_chunk("EXIF", exif);
  if (!xmp.empty()) body += riff_chunk("XMP ", xmp);
  return "RIFF" + number(uint32_t(body.size()), 4, false) + body;
}

}  // namespace evenlight::test
