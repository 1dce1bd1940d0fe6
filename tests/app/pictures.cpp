#include "tests/app/pictures.h"

#include <png.h>
#include <webp/encode.h>

#include <cstring>
#include <stdexcept>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace evenlight::test {
namespace {

std::string number(uint32_t value, int size, bool big) {
  std::string bytes;
  for (int i = 0; i < size; ++i) {
    const int shift = 8 * (big ? size - 1 - i : i);
    bytes += char((value >> shift) & 0xff);
  }
  return bytes;
}

void append(png_structp png, png_bytep data, size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), size);
}
void flush(png_structp) {}

}  // namespace

std::vector<uint8_t> sample_rgb() {
  return {255, 0,   0, 200, 10,  10, 150, 20,  20, 100, 30, 30,
          0,   255, 0, 10,  200, 10, 20,  150, 20, 0,   0,  255};
}

std::string exif_block(int orientation, bool big) {
  std::string tiff = big ? "MM" : "II";
  tiff += number(42, 2, big) + number(8, 4, big) + number(1, 2, big);
  tiff += number(0x0112, 2, big) + number(3, 2, big) + number(1, 4, big);
  tiff += number(uint32_t(orientation), 2, big) + number(0, 2, big) + number(0, 4, big);
  return tiff;
}

std::string png_bytes(int width, int height, int bits, int channels,
                      const std::vector<uint8_t>& samples, const std::string& exif) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, append, flush);
  png_set_IHDR(png, info, png_uint_32(width), png_uint_32(height), bits,
               channels == 4 ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  std::string block = exif;
  if (!exif.empty()) {
    png_set_eXIf_1(png, info, png_uint_32(block.size()), reinterpret_cast<png_bytep>(block.data()));
  }
  png_write_info(png, info);
  const size_t row = size_t(width) * size_t(channels) * size_t(bits) / 8;
  for (int y = 0; y < height; ++y) png_write_row(png, samples.data() + size_t(y) * row);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

std::string webp_bytes(int width, int height, const std::vector<uint8_t>& rgba,
                       const std::string& exif) {
  uint8_t* data = nullptr;
  const size_t size = WebPEncodeLosslessRGBA(rgba.data(), width, height, width * 4, &data);
  if (size == 0) throw std::runtime_error("WebPEncodeLosslessRGBA");
  std::string bytes(reinterpret_cast<char*>(data), size);
  WebPFree(data);
  if (exif.empty()) return bytes;
  // VP8X (with EXIF and alpha), the picture's chunk, EXIF.
  const auto chunk = [](const char* kind, const std::string& content) {
    return kind + number(uint32_t(content.size()), 4, false) + content +
           std::string(content.size() % 2, '\0');
  };
  const std::string head = number(0x18, 4, false) + number(uint32_t(width - 1), 3, false) +
                           number(uint32_t(height - 1), 3, false);
  const std::string body = "WEBP" + chunk("VP8X", head) + bytes.substr(12) + chunk("EXIF", exif);
  return "RIFF" + number(uint32_t(body.size()), 4, false) + body;
}

std::string jpeg_bytes(int width, int height, const std::vector<uint8_t>& rgb,
                       const std::string& exif) {
  std::string bytes;
  const auto add = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<char*>(data), size_t(size));
  };
  stbi_write_jpg_to_func(add, &bytes, width, height, 3, rgb.data(), 95);
  if (exif.empty()) return bytes;
  const std::string content = std::string("Exif\0\0", 6) + exif;
  return bytes.substr(0, 2) + "\xff\xe1" + number(uint32_t(content.size() + 2), 2, true) + content +
         bytes.substr(2);
}

}  // namespace evenlight::test
